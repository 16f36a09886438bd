package io.ramal.tts;

import io.ramal.audio.AudioFrame;

/** What an engine delivers for a text. */
public sealed interface TtsEvent {
    /** The next sound, of any length. */
    record Audio(AudioFrame frame) implements TtsEvent {}

    /** All sound has been delivered. */
    record Finished() implements TtsEvent {}

    /** The engine could not go on; what it delivered before stays valid; nothing follows. */
    record Failed(String reason) implements TtsEvent {}
}
