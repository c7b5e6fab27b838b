package org.ringfence.desktop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.desktop.prompts.PromptsDesk;
import org.ringfence.events.Message;
import org.ringfence.events.SiteChange.PromptChanged;

/// Some prompts, of which those change that the bus says; a recording is taken for what its first
/// words say.
final class FakePromptsDesk implements PromptsDesk, MessageHandler {

  static final byte[] BUILT = new byte[8_000];

  private final List<PromptView> views = new CopyOnWriteArrayList<>();
  volatile boolean recordable = true;
  volatile Brought next =
      new Brought.Sound(Base64.getEncoder().encodeToString(new byte[12_000]), 1.5, -20.0);
  volatile @Nullable String harm;
  final List<byte[]> given = new CopyOnWriteArrayList<>();
  private volatile byte[] sound = BUILT;

  FakePromptsDesk() {
    Arrays.fill(BUILT, (byte) 0xff);
    add("en", "welcome", "Thank you for calling the enrollment line.", 2.75, Source.VOICE);
    add(
        "en",
        "purpose-menu",
        "To enroll, press 1. For anything else, press 0.",
        9.26,
        Source.VOICE);
    add("es", "welcome", "Gracias por llamar a la línea de inscripción.", 3.01, Source.DEBIAN);
    add("es", "in-line", "en la fila.", 0.9, Source.RECORDED);
    for (int i = 1; i <= 30; i++) {
      add("en", "n-" + i, "number " + i, 0.5, Source.VOICE);
    }
    add("so", "welcome", "Waad ku mahadsan tahay inaad soo wacday.", 0, Source.NONE);
  }

  private void add(String language, String id, String words, double seconds, Source source) {
    boolean offered = !language.equals("so");
    views.add(new PromptView(language, id, words, offered, seconds, source, null, null, null));
  }

  @Override
  public void on(Message message, String id) {
    if (message instanceof PromptChanged change) {
      List<PromptView> now = new ArrayList<>();
      for (PromptView view : views) {
        boolean same =
            view.language().equals(change.language()) && view.prompt().equals(change.prompt());
        now.add(same ? changed(view, change) : view);
      }
      views.clear();
      views.addAll(now);
    }
  }

  private PromptView changed(PromptView view, PromptChanged change) {
    byte[] ulaw = change.sound() == null ? BUILT : Base64.getDecoder().decode(change.sound());
    sound = ulaw;
    return new PromptView(
        view.language(),
        view.prompt(),
        view.words(),
        view.offered(),
        ulaw.length / 8_000.0,
        change.sound() == null ? Source.VOICE : Source.PAGE,
        change.author(),
        change.at(),
        change.reason());
  }

  @Override
  public Prompts prompts() {
    return new Prompts(views, recordable);
  }

  @Override
  public Optional<PromptView> find(String language, String prompt) {
    return views.stream()
        .filter(view -> view.language().equals(language) && view.prompt().equals(prompt))
        .findFirst();
  }

  @Override
  public Optional<byte[]> sound(String language, String prompt) {
    return language.equals("so") ? Optional.empty() : Optional.of(sound);
  }

  @Override
  public Brought bring(String language, String prompt, byte[] wav) {
    given.add(wav);
    boolean riff =
        new String(wav, 0, Math.min(4, wav.length), StandardCharsets.US_ASCII).equals("RIFF");
    return riff
        ? next
        : new Brought.Refused("cannot be read as sound; save it as WAV (PCM, 16 or 24 bits)");
  }

  @Override
  public Optional<String> harm(String language, String prompt, @Nullable Double seconds) {
    return Optional.ofNullable(harm);
  }
}
