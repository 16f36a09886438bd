package io.ramal.itests.asterisk;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP request or response as text. */
record SipMessage(String text) {
    private static final Pattern MEDIA = Pattern.compile("^m=audio (\\d+)", Pattern.MULTILINE);

    String firstLine() {
        return text.split("\r\n", 2)[0];
    }

    boolean isResponse() {
        return text.startsWith("SIP/2.0 ");
    }

    /** Of a response, 0 for a request. */
    int status() {
        return isResponse() ? Integer.parseInt(text.substring(8, 11)) : 0;
    }

    /** Of a request, or of the request a response answers. */
    String method() throws IOException {
        return header("CSeq").split(" ")[1];
    }

    /** The first header of a name. */
    String header(String name) throws IOException {
        return find(Pattern.compile("^" + name + "\\s*:\\s*(.*?)\\s*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE));
    }

    /** What stands between angle brackets in the Contact. */
    String contact() throws IOException {
        return find(Pattern.compile("^Contact:.*?<([^>]+)>", Pattern.MULTILINE));
    }

    String toTag() throws IOException {
        return find(Pattern.compile("^To:.*?;tag=([^;>\\s]+)", Pattern.MULTILINE));
    }

    int mediaPort() throws IOException {
        return Integer.parseInt(find(MEDIA));
    }

    private String find(Pattern pattern) throws IOException {
        Matcher m = pattern.matcher(text);
        if (!m.find()) {
            throw new IOException("no " + pattern + " in " + firstLine());
        }
        return m.group(1).strip();
    }
}
