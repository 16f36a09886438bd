package io.ramal.emulators.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} as strictly as a service would: what has no proper end is no form. */
final class FormReader {
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data\\s*;\\s*boundary=\"?([^\";]{1,70})\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("[; ]filename=\"([^\"]*)\"");

    private FormReader() {}

    /** @throws IllegalArgumentException when it is no form */
    static Received.Form read(String contentType, byte[] body) {
        Matcher type = BOUNDARY.matcher(contentType);
        if (!type.find()) {
            throw new IllegalArgumentException("no multipart form: " + contentType);
        }
        String delimiter = "--" + type.group(1);
        // every byte is one character: what is text is decoded later
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(delimiter + "\r\n") || !text.endsWith("\r\n" + delimiter + "--\r\n")) {
            throw new IllegalArgumentException("the form has no proper beginning or end");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        String fileName = "";
        byte[] file = {};
        String[] parts = text.substring(0, text.length() - 4).split(Pattern.quote("\r\n" + delimiter), -1);
        for (String part : Arrays.copyOf(parts, parts.length - 1)) {
            String content = part.startsWith(delimiter) ? part.substring(delimiter.length()) : part;
            int head = content.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(content.substring(0, Math.max(head, 0)));
            if (head < 0 || !name.find()) {
                throw new IllegalArgumentException("a part of the form has no name");
            }
            byte[] value = content.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1);
            Matcher named = FILE.matcher(content.substring(0, head));
            if (named.find()) {
                fileName = named.group(1);
                file = value;
            } else {
                fields.put(name.group(1), new String(value, StandardCharsets.UTF_8));
            }
        }
        return new Received.Form(fields, fileName, file);
    }
}
