package io.ramal.env.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a {@code .env} file: {@code KEY=VALUE} lines, comments, an optional {@code export}, values in single or
 * double quotes. Double quotes know {@code \n \t \" \\}; nothing is expanded. The last of several equal keys counts.
 *
 * @param values the variables
 * @param problems lines that were left out: number and reason, never the value
 */
record DotEnv(Map<String, String> values, List<String> problems) {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

    static DotEnv parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int number = 0;
        for (String raw : withoutMark.split("\\r\\n|\\r|\\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher m = ASSIGNMENT.matcher(line);
            if (!m.matches()) {
                problems.add("line " + number + " is not KEY=VALUE");
                continue;
            }
            try {
                values.put(m.group(1), value(m.group(2).strip()));
            } catch (IllegalArgumentException e) {
                problems.add("line " + number + " (" + m.group(1) + "): " + e.getMessage());
            }
        }
        return new DotEnv(Map.copyOf(values), List.copyOf(problems));
    }

    private static String value(String text) {
        if (text.startsWith("'") || text.startsWith("\"")) {
            return quoted(text, text.charAt(0));
        }
        // "#" begins a comment only after a space: passwords may contain one
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                return text.substring(0, i).strip();
            }
        }
        return text;
    }

    private static String quoted(String text, char quote) {
        StringBuilder value = new StringBuilder();
        int i = 1;
        while (i < text.length() && text.charAt(i) != quote) {
            char c = text.charAt(i);
            if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                i++;
                value.append(unescape(text.charAt(i)));
            } else {
                value.append(c);
            }
            i++;
        }
        if (i >= text.length()) {
            throw new IllegalArgumentException("the quote is not closed");
        }
        String rest = text.substring(i + 1).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            throw new IllegalArgumentException("there is something after the closing quote");
        }
        return value.toString();
    }

    private static String unescape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
