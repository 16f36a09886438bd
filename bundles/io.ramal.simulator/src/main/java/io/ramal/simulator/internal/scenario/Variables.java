package io.ramal.simulator.internal.scenario;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a scenario does not know when it is written: {@code ${apartment}}, and digit by digit {@code ${apartment.digits}}.
 *
 * @param apartment as in the directory
 * @param language of a scenario that has none
 */
public record Variables(String apartment, Locale language) {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");
    private static final String[] PT = {"zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"
    };
    private static final String[] EN = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};

    /** A line with the values in place of the names. */
    String fill(String line, Locale spoken, String where) throws ScenarioException {
        Matcher m = NAME.matcher(line);
        StringBuilder b = new StringBuilder();
        while (m.find()) {
            String value = switch (m.group(1)) {
                case "apartment" -> apartment;
                case "apartment.digits" -> digits(spoken);
                default ->
                    throw new ScenarioException(where + ": " + m.group()
                            + " means nothing; there are ${apartment} and ${apartment.digits}");
            };
            m.appendReplacement(b, Matcher.quoteReplacement(value));
        }
        return m.appendTail(b).toString();
    }

    private String digits(Locale spoken) {
        String[] names = spoken.getLanguage().equals("en") ? EN : PT;
        return apartment
                .chars()
                .mapToObj(c -> c >= '0' && c <= '9' ? names[c - '0'] : String.valueOf((char) c))
                .collect(Collectors.joining(" "));
    }
}
