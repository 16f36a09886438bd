package io.ramal.dial.ami.internal;

import io.ramal.dial.DialEvent;

/** What a call that was not answered means. */
final class Outcome {
    /** Of OriginateResponse: the last thing the channel said, AST_CONTROL_* of Asterisk's frame.h. */
    private static final String CONTROL_RINGING = "3";

    private static final String CONTROL_BUSY = "5";
    private static final String CONTROL_CONGESTION = "8";

    private Outcome() {}

    /**
     * The last event of an attempt.
     *
     * @param reason of OriginateResponse
     * @param cause of Hangup (Q.850), empty when there was none
     * @param tech its TechCause, such as {@code 486 Busy Here}; empty where Asterisk does not tell it
     */
    static DialEvent of(String reason, String cause, String tech) {
        if (cause.equals("17") || reason.equals(CONTROL_BUSY)) {
            return new DialEvent.Busy();
        }
        // 401 and 403 are a trunk's refusals, which Asterisk counts as the callee's
        if (cause.equals("21") && !tech.matches("(SIP )?40[13].*")) {
            return new DialEvent.Rejected();
        }
        if (cause.equals("18") || cause.equals("19") || reason.equals(CONTROL_RINGING)) {
            return new DialEvent.NoAnswer();
        }
        String told = tech.isEmpty() ? "" : " (" + tech + ")";
        if (cause.isEmpty() || cause.equals("0")) {
            return new DialEvent.Failed(
                    reason.equals(CONTROL_CONGESTION)
                            ? "all lines are busy"
                            : "Asterisk knows no such phone, or it is not registered" + told);
        }
        return new DialEvent.Failed(meaning(cause) + ", cause " + cause + told);
    }

    private static String meaning(String cause) {
        return switch (cause) {
            case "1" -> "no such number";
            case "3" -> "no route to the phone";
            case "20" -> "the phone is not registered";
            case "21" -> "the call was refused on its way";
            case "27" -> "the phone cannot be reached";
            case "28" -> "the number is incomplete";
            case "34" -> "no line is free";
            case "38", "41", "42" -> "the network failed";
            case "58", "65", "66", "88" -> "phone and Asterisk have no codec in common";
            default -> "the call failed";
        };
    }
}
