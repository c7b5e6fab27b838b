package org.ringfence.desktop.web;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a route of the API takes and answers, for its description. What the route is and who may
/// use it stands in [Route] alone.
final class ApiEntry {

  /// What a parameter or field holds.
  enum Holds {
    TEXT,
    INTEGER,
    DECIMAL,
    FLAG,
    TIME,
    DAY_OR_TIME,
    TIME_OF_DAY,
    NUMBER_E164
  }

  /// A parameter of the query or a field of the body.
  ///
  /// @param words the only ones that are taken; empty when others are
  record Field(String name, Holds holds, boolean needed, List<String> words, String about) {}

  final String summary;
  final List<Field> query = new ArrayList<>();
  final List<Field> body = new ArrayList<>();
  int status = 200;
  String media = "application/json";
  @Nullable Type answer;

  private ApiEntry(String summary) {
    this.summary = summary;
  }

  static ApiEntry of(String summary) {
    return new ApiEntry(summary);
  }

  ApiEntry query(String name, Holds holds, String about) {
    query.add(new Field(name, holds, false, List.of(), about));
    return this;
  }

  ApiEntry queryWord(String name, String about, String... words) {
    query.add(new Field(name, Holds.TEXT, false, List.of(words), about));
    return this;
  }

  ApiEntry needs(String name, Holds holds, String about) {
    body.add(new Field(name, holds, true, List.of(), about));
    return this;
  }

  ApiEntry needsWord(String name, String about, String... words) {
    body.add(new Field(name, Holds.TEXT, true, List.of(words), about));
    return this;
  }

  ApiEntry takes(String name, Holds holds, String about) {
    body.add(new Field(name, holds, false, List.of(), about));
    return this;
  }

  /// @param type a record, whose components are the fields
  ApiEntry answers(Type type) {
    answer = type;
    return this;
  }

  ApiEntry answersAccepted() {
    status = 202;
    return this;
  }

  ApiEntry media(String other) {
    media = other;
    return this;
  }
}
