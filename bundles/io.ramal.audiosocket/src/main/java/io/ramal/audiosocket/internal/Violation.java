package io.ramal.audiosocket.internal;

/** What a peer did that is no AudioSocket. What follows from each: {@link FrameDecoder}. */
enum Violation {
    NOT_AUDIOSOCKET("the first bytes are no AudioSocket UUID; is a browser, a TLS client or a scanner on this port?"),
    AUDIO_BEFORE_UUID("sound before the UUID"),
    UUID_LENGTH("a UUID that is not 16 bytes long"),
    SECOND_UUID("a second UUID on one connection"),
    HANGUP_WITH_PAYLOAD("a hangup frame with a payload"),
    DTMF_LENGTH("a key frame that is not one byte long"),
    DTMF_DIGIT("a key that is none of 0-9 * # A-D"),
    AUDIO_ODD("sound with half a sample"),
    AUDIO_TOO_LONG("a sound frame above payload.max.bytes"),
    UNKNOWN_KIND("a frame of unknown kind"),
    PEER_ERROR("an error frame"),
    MISLABELLED_ALAW("what looks like A-law in frames labelled as linear sound; use AudioSocket() in the dialplan, or "
            + "Dial(AudioSocket/host:port/uuid/c(slin))");

    private final String text;

    Violation(String text) {
        this.text = text;
    }

    /** For people, to be put after "the peer sent". */
    String text() {
        return text;
    }
}
