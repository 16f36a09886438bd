package io.ramal.speech.azure.wire;

/** What the helper tells the server. */
public sealed interface Reply {
    /** The SDK is loaded. */
    record Hello() implements Reply {}

    /** An engine tells something. */
    record Told(int id, EngineEvent event) implements Reply {}

    /** An engine is freed; nothing more comes of it. */
    record Closed(int id) implements Reply {}

    record Pong(int number) implements Reply {}

    /** The helper cannot serve on this machine, and ends. */
    record Fatal(String reason) implements Reply {}
}
