package io.ramal.speech.espeak.wire;

/** How the server asks for a voice of RHVoice. */
public final class RhVoiceName {
    /** Begins the name of a voice that is RHVoice's; the rest is the name of its profile. */
    public static final String BEGINNING = "rhvoice:";

    private RhVoiceName() {}
}
