package org.ringfence.desktop;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The sentences that a program can say, read from its source: each value that an expression may
/// have, where what only a run can tell is a [#HOLE].
final class SourceSentences {

  /// What only a run can tell: a number, a name.
  static final char HOLE = '\0';

  /// Places where only a run can tell the whole sentence, as `Class.method: expression`.
  final Set<String> unread = new TreeSet<>();

  private final SourceTrees trees;
  private final SaidValues values;

  private SourceSentences(SourceTrees trees) {
    this.trees = trees;
    values = new SaidValues(trees);
  }

  /// @param places files or folders
  static SourceSentences of(Path... places) {
    return new SourceSentences(SourceTrees.of(places));
  }

  /// What may stand at one place of all calls of a method or constructor.
  ///
  /// What a method is handed and hands on says nothing of its own, if its callers are read too.
  ///
  /// @param calls by name, with the place of the argument; constructors as `new Refusal`
  /// @param handedOn methods that hand their text on, as `Refusal.tooFast`
  Set<String> arguments(Map<String, Integer> calls, Set<String> handedOn) {
    Set<String> said = new LinkedHashSet<>();
    TreePathScanner<Void, Void> scanner =
        new TreePathScanner<>() {
          @Override
          public Void visitNewClass(NewClassTree made, Void none) {
            take("new " + SourceTrees.lastOf(made.getIdentifier()), made.getArguments());
            return super.visitNewClass(made, null);
          }

          @Override
          public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            take(SourceTrees.lastOf(call.getMethodSelect()), call.getArguments());
            return super.visitMethodInvocation(call, null);
          }

          private void take(String name, List<? extends ExpressionTree> arguments) {
            @Nullable Integer place = calls.get(name);
            if (place == null || arguments.size() <= place) {
              return;
            }
            ExpressionTree argument = arguments.get(place);
            if (!isHandedOn(argument, getCurrentPath(), handedOn)) {
              Set<String> found = values.values(argument, getCurrentPath());
              said.addAll(found);
              found.stream()
                  .filter(one -> !one.isEmpty() && !isSaid(one))
                  .forEach(_ -> unread.add(placeOf(getCurrentPath()) + ": " + argument));
            }
          }
        };
    trees.scan(scanner);
    return said;
  }

  /// What a method of a class may return.
  Set<String> returned(String type, String method) {
    Set<String> said = new LinkedHashSet<>();
    trees.each(
        MethodTree.class,
        path -> {
          MethodTree found = (MethodTree) path.getLeaf();
          if (found.getName().contentEquals(method) && SourceTrees.isIn(path, type)) {
            said.addAll(values.returned(found, path));
          }
        });
    return said;
  }

  /// What a method with this name may return, whosever it is.
  Set<String> returnedByAll(String method) {
    Set<String> said = new LinkedHashSet<>();
    trees.each(
        MethodTree.class,
        path -> {
          MethodTree found = (MethodTree) path.getLeaf();
          if (found.getName().contentEquals(method)) {
            said.addAll(values.returned(found, path));
          }
        });
    return said;
  }

  /// What a variable may be assigned.
  Set<String> assigned(String variable) {
    Set<String> said = new LinkedHashSet<>();
    trees.each(
        AssignmentTree.class,
        path -> {
          AssignmentTree assignment = (AssignmentTree) path.getLeaf();
          if (SourceTrees.lastOf(assignment.getVariable()).equals(variable)) {
            said.addAll(values.values(assignment.getExpression(), path));
          }
        });
    return said;
  }

  /// With what the constants of an enum are made.
  Set<String> constants(String type, int place) {
    Set<String> said = new LinkedHashSet<>();
    trees.each(
        VariableTree.class,
        path -> {
          VariableTree constant = (VariableTree) path.getLeaf();
          if (constant.getInitializer() instanceof NewClassTree made
              && path.getParentPath().getLeaf() instanceof ClassTree owner
              && owner.getKind() == Tree.Kind.ENUM
              && owner.getSimpleName().contentEquals(type)
              && SourceTrees.lastOf(made.getIdentifier()).equals(type)) {
            said.addAll(values.values(made.getArguments().get(place), path));
          }
        });
    return said;
  }

  /// Whether there is a sentence at all, or only what a run tells.
  static boolean isSaid(String sentence) {
    return sentence.chars().anyMatch(Character::isLetter);
  }

  private static String placeOf(TreePath path) {
    @Nullable MethodTree method = SourceTrees.above(path, MethodTree.class);
    @Nullable ClassTree type = SourceTrees.above(path, ClassTree.class);
    return (type == null ? "" : type.getSimpleName() + ".")
        + (method == null ? "" : method.getName());
  }

  private static boolean isHandedOn(ExpressionTree argument, TreePath path, Set<String> handedOn) {
    @Nullable MethodTree method = SourceTrees.above(path, MethodTree.class);
    @Nullable ClassTree type = SourceTrees.above(path, ClassTree.class);
    return argument instanceof IdentifierTree plain
        && method != null
        && type != null
        && method.getParameters().stream().anyMatch(one -> one.getName().equals(plain.getName()))
        && handedOn.contains(type.getSimpleName() + "." + method.getName());
  }

  /// The same with a number of its own for each hole.
  static String filled(String sentence) {
    StringBuilder text = new StringBuilder();
    int number = 70;
    for (int i = 0; i < sentence.length(); i++) {
      char c = sentence.charAt(i);
      if (c == HOLE) {
        text.append(++number);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
