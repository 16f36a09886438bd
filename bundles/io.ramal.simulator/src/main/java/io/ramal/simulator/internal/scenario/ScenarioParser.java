package io.ramal.simulator.internal.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the language of scenarios; it is described in the bundle's README. */
public final class ScenarioParser {
    private static final Duration DEFAULT_MAX = Duration.ofSeconds(20);
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,40}");

    private final String name;
    private final Path folder;
    private final List<Scenario.Step> steps = new ArrayList<>();
    private @Nullable Locale language;
    private @Nullable Double noise;

    private ScenarioParser(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /**
     * Reads a scenario.
     *
     * @param name of the file, for messages
     * @param folder of the file, for its sounds
     * @throws ScenarioException naming file and line
     */
    public static Scenario parse(String name, Path folder, String text) throws ScenarioException {
        ScenarioParser p = new ScenarioParser(name, folder);
        int number = 0;
        for (String line : text.lines().toList()) {
            p.line(++number, withoutComment(line).strip());
        }
        if (p.steps.isEmpty()) {
            throw new ScenarioException(name + ":" + number + ": no step; a scenario does at least one thing");
        }
        return new Scenario(name, p.language, p.noise, folder, p.steps);
    }

    private void line(int number, String line) throws ScenarioException {
        if (line.isEmpty()) {
            return;
        }
        Words words = new Words(name + ":" + number, line);
        if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw words.error("a quotation mark is not closed");
        }
        if (!setting(words)) {
            Scenario.When when = when(words);
            steps.add(new Scenario.Step(number, line, when, move(words)));
        }
        words.end();
    }

    private boolean setting(Words words) throws ScenarioException {
        if (words.accept("language")) {
            language = Locale.forLanguageTag(words.next("a language such as pt-BR"));
            return true;
        }
        if (words.accept("noise")) {
            String level = words.next("a level in dBFS such as -60");
            try {
                noise = Double.valueOf(level);
            } catch (NumberFormatException e) {
                throw words.error("\"" + level + "\" is no level in dBFS; write -60");
            }
            if (noise > -20 || noise < -90) {
                throw words.error("noise must be between -90 and -20 dBFS, not " + level);
            }
            return true;
        }
        return false;
    }

    private static Scenario.When when(Words words) throws ScenarioException {
        if (!words.accept("if")) {
            return Scenario.When.ALWAYS;
        }
        if (words.accept("speech")) {
            return Scenario.When.SPEECH;
        }
        words.expect("keypad");
        return Scenario.When.KEYPAD;
    }

    private static Move move(Words words) throws ScenarioException {
        String verb = words.next("a step");
        return switch (verb) {
            case "wait-agent-silent" ->
                new Move.WaitSilent(words.time(), words.accept("max") ? words.time() : DEFAULT_MAX);
            case "say" -> new Move.Say(text(words));
            case "interrupt" -> new Move.Interrupt(text(words), within(words));
            case "play" -> new Move.Play(words.next("a file"));
            case "keys" -> new Move.Keys(keys(words));
            case "pause" -> new Move.Pause(words.time());
            case "hangup" -> new Move.Hangup();
            case "expect" -> expectation(words);
            case "allow" -> {
                words.expect("agent-hangup");
                yield new Move.AllowHangup();
            }
            default ->
                throw words.error(
                        "\"" + verb + "\" is no step; there are wait-agent-silent, say, interrupt, play, keys, pause,"
                                + " hangup, expect, allow");
        };
    }

    private static Move expectation(Words words) throws ScenarioException {
        String what = words.next("agent-speaks, agent-silent or agent-hangup");
        return switch (what) {
            case "agent-speaks" -> new Move.ExpectSpeech(within(words));
            case "agent-silent" -> new Move.ExpectSilence(within(words));
            case "agent-hangup" -> new Move.ExpectHangup(within(words));
            default ->
                throw words.error(
                        "\"" + what + "\" cannot be expected; there are agent-speaks, agent-silent, agent-hangup");
        };
    }

    private static Duration within(Words words) throws ScenarioException {
        words.expect("within");
        return words.time();
    }

    private static String text(Words words) throws ScenarioException {
        String text = words.next("a text in quotation marks");
        if (text.isBlank()) {
            throw words.error("the text is empty");
        }
        return text;
    }

    private static String keys(Words words) throws ScenarioException {
        String keys = words.next("keys such as 501#");
        if (!KEYS.matcher(keys).matches()) {
            throw words.error("\"" + keys + "\" are no keys; there are 0-9 * # A-D");
        }
        return keys;
    }

    /** A comment begins with # at the start of a word, so that {@code keys 501#} is none; never inside quotation marks. */
    private static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '#' && !quoted && (i == 0 || (line.charAt(i - 1) == ' ' && commentFollows(line, i)))) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private static boolean commentFollows(String line, int at) {
        return at + 1 < line.length() && line.charAt(at + 1) == ' ';
    }
}
