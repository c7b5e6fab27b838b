package org.ringfence.gateway.ivr;

import java.util.List;

/// What is different while the emergency message is switched on.
///
/// @param prompts said before everything else
/// @param next where callers begin then
public record Emergency(List<Prompt> prompts, String next) {
  public Emergency {
    prompts = List.copyOf(prompts);
  }
}
