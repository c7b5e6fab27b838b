package org.ringfence.detector.screening;

import java.util.Set;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.events.PhoneNumber;

/// The numbers about which something is certain.
///
/// @param own our own published numbers, E.164
/// @param doNotOriginate numbers that never place calls
/// @param allow numbers that are always let in
public record KnownNumbers(Set<PhoneNumber> own, NumberList doNotOriginate, NumberList allow) {

  public static final KnownNumbers NONE =
      new KnownNumbers(Set.of(), NumberList.EMPTY, NumberList.EMPTY);

  public KnownNumbers {
    own = Set.copyOf(own);
  }
}
