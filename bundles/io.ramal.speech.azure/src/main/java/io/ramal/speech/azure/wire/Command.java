package io.ramal.speech.azure.wire;

import java.util.List;

/** What the server tells its helper; {@code id} is the engine's, never used again. */
public sealed interface Command
        permits Setup,
                Command.OpenRecognizer,
                Command.OpenSynthesizer,
                Command.Connect,
                Command.Start,
                Command.Write,
                Command.Finish,
                Command.Speak,
                Command.Close,
                Command.Ping {
    /** @param language its tag */
    record OpenRecognizer(int id, String language) implements Command {}

    record OpenSynthesizer(int id) implements Command {}

    record Connect(int id) implements Command {}

    record Start(int id, List<String> phrases) implements Command {
        public Start {
            phrases = List.copyOf(phrases);
        }
    }

    /** @param samples little-endian, 16 bit, 8 kHz */
    record Write(int id, byte[] samples) implements Command {}

    record Finish(int id) implements Command {}

    record Speak(int id, String ssml) implements Command {
        /** Without what is said. */
        @Override
        public String toString() {
            return "Speak[" + id + "]";
        }
    }

    /** The last of its engine. */
    record Close(int id) implements Command {}

    /** {@link Reply.Pong} follows from a helper that does its work. */
    record Ping(int number) implements Command {}
}
