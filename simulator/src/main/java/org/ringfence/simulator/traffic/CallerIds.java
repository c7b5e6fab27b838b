package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import org.ringfence.events.PhoneNumber;

/// The caller numbers that a family of machines shows.
///
/// | written | is |
/// | --- | --- |
/// | `single` | one number |
/// | `pool 20 200` | between 20 and 200 numbers in turn |
/// | `uneven 20000 power 3` | up to 20,000 numbers, a few of them very often, many of them once |
/// | `sequential 1 10` | number after number, up or down, in 1 to 10 blocks of ten thousand |
/// | `random repeat 0.07` | any valid number; this share of attempts repeats an earlier one |
/// | `neighbour 0.41` | this share of our own area code, the others any |
/// | `exchange` | our own area code and exchange |
/// | `victims` | numbers of real people |
/// | `hijacked 100` | one office's block of so many numbers, as from its broken exchange |
/// | `own` | our own number |
/// | `withheld`, `malformed`, `abroad`, `tollfree` | none, mangled, foreign, toll-free |
/// | `0.6 pool 20 200 \| 0.4 random repeat 0` | a mixture by relative weights |
sealed interface CallerIds {

  /// @param campaign the draws that all attempts of the family share
  /// @param attempt the draws of one attempt
  /// @param index of the attempt in its family, from 0
  PhoneNumber number(Source source, Dice campaign, Dice attempt, int index);

  /// What numbers are made of.
  ///
  /// @param own our number, E.164 of the "+1" plan
  record Source(PhoneBook book, PhoneNumber own, int victims) {
    String ownArea() {
      return own.raw().substring(2, 5);
    }

    String ownExchange() {
      return own.raw().substring(5, 8);
    }
  }

  record Single() implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      return source.book().anyInCountry(campaign.of(campaign.who() + " number"));
    }
  }

  record Pool(int least, int most) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      int size = least + campaign.index("pool size", most - least + 1);
      return source.book().anyInCountry(campaign.of(campaign.who() + " number " + index % size));
    }
  }

  /// A power law: the numbers up to rank r take the share (r / size)^(1 / power) of the attempts.
  record Uneven(int size, double power) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      int rank = (int) (size * StrictMath.pow(attempt.uniform("number"), power));
      return source.book().anyInCountry(campaign.of(campaign.who() + " number " + rank));
    }
  }

  record Sequential(int leastBlocks, int mostBlocks) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      int blocks = leastBlocks + campaign.index("blocks", mostBlocks - leastBlocks + 1);
      Dice block = campaign.of(campaign.who() + " block " + index % blocks);
      String start = source.book().anyInCountry(block).raw();
      int step = block.happens("down", 0.5) ? -1 : 1;
      int last = Integer.parseInt(start.substring(8)) + step * (index / blocks);
      return PhoneNumber.of(start.substring(0, 8) + "%04d".formatted(Math.floorMod(last, 10_000)));
    }
  }

  record Random(double repeats) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      int at = index;
      Dice dice = campaign.of(campaign.who() + " fresh " + at);
      while (at > 0 && dice.happens("repeats", repeats)) {
        at = dice.index("repeats which", at);
        dice = campaign.of(campaign.who() + " fresh " + at);
      }
      return source.book().anyInCountry(dice);
    }
  }

  record Neighbour(double share) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      return attempt.happens("neighbour", share)
          ? source.book().anyIn(source.ownArea(), attempt)
          : source.book().anyInCountry(attempt);
    }
  }

  record Exchange() implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      return source.book().anyIn(source.ownArea(), source.ownExchange(), attempt);
    }
  }

  record Victims() implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      return source.book().victim(attempt.index("victim", source.victims()));
    }
  }

  record Hijacked(int size) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      String start = source.book().person(campaign.of(campaign.who() + " office")).raw();
      int first = Integer.parseInt(start.substring(8));
      int last = (first + attempt.index("extension", size)) % 10_000;
      return PhoneNumber.of(start.substring(0, 8) + "%04d".formatted(last));
    }
  }

  /// Kinds that need nothing but a word.
  enum Plain implements CallerIds {
    OWN {
      @Override
      public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
        return source.own();
      }
    },
    WITHHELD {
      @Override
      public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
        return PhoneNumber.NONE;
      }
    },
    MALFORMED {
      @Override
      public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
        return source.book().mangled(attempt);
      }
    },
    ABROAD {
      @Override
      public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
        return source.book().abroad(attempt);
      }
    },
    TOLLFREE {
      @Override
      public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
        return source.book().tollFree(attempt);
      }
    }
  }

  record Mixture(Choice<CallerIds> of) implements CallerIds {
    @Override
    public PhoneNumber number(Source source, Dice campaign, Dice attempt, int index) {
      return of.at(attempt.uniform("which numbers")).number(source, campaign, attempt, index);
    }
  }

  /// @throws IllegalArgumentException for a text that is none of the above
  static CallerIds parse(String text) {
    if (text.contains("|")) {
      return new Mixture(Choice.parse(text, CallerIds::parse));
    }
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    return CallerIdWords.parse(words);
  }
}
