package io.ramal.speech.azure.internal;

import java.util.Locale;

/** The markup a sentence is asked for with: Speech Synthesis Markup Language 1.0, nothing of the text taken for markup. */
final class Ssml {
    private Ssml() {}

    /**
     * Of one sentence.
     *
     * @param rate faster than the voice's own, percent
     * @param pitch higher than the voice's own, percent
     */
    static String of(Locale language, String voice, int rate, int pitch, String text) {
        String spoken = escape(text);
        if (rate != 0 || pitch != 0) {
            spoken = "<prosody rate='" + signed(rate) + "%' pitch='" + signed(pitch) + "%'>" + spoken + "</prosody>";
        }
        return "<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='"
                + escape(language.toLanguageTag()) + "'><voice name='" + escape(voice) + "'>" + spoken
                + "</voice></speak>";
    }

    private static String signed(int percent) {
        return (percent < 0 ? "" : "+") + percent;
    }

    /** As text or attribute; what XML 1.0 cannot hold becomes a blank. */
    static String escape(String text) {
        StringBuilder s = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> s.append("&amp;");
                case '<' -> s.append("&lt;");
                case '>' -> s.append("&gt;");
                case '"' -> s.append("&quot;");
                case '\'' -> s.append("&apos;");
                default -> s.appendCodePoint(allowed(c) ? c : ' ');
            }
        });
        return s.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < 0xd800)
                || (c >= 0xe000 && c < 0xfffe)
                || c >= 0x10000;
    }
}
