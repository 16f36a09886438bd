package io.ramal.simulator.internal.scenario;

import io.ramal.call.LegRole;
import io.ramal.conversation.VisitOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the language of scenarios; it is described in the bundle's README. */
public final class ScenarioParser {
    private static final Duration DEFAULT_MAX = Duration.ofSeconds(20);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_RING = Duration.ofSeconds(1);
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,40}");

    private final String name;
    private final Path folder;
    private final Variables variables;
    private final List<Scenario.Step> steps = new ArrayList<>();
    private @Nullable Locale language;
    private @Nullable Double noise;

    private ScenarioParser(String name, Path folder, Variables variables) {
        this.name = name;
        this.folder = folder;
        this.variables = variables;
    }

    /**
     * Reads a scenario.
     *
     * @param name of the file, for messages
     * @param folder of the file, for its sounds
     * @param variables what is put in place of names
     * @throws ScenarioException naming file and line
     */
    public static Scenario parse(String name, Path folder, String text, Variables variables) throws ScenarioException {
        ScenarioParser p = new ScenarioParser(name, folder, variables);
        int number = 0;
        for (String line : text.lines().toList()) {
            p.line(++number, withoutComment(line).strip());
        }
        if (p.steps.isEmpty()) {
            throw new ScenarioException(name + ":" + number + ": no step; a scenario does at least one thing");
        }
        return new Scenario(name, p.language, p.noise, folder, p.steps);
    }

    private void line(int number, String written) throws ScenarioException {
        if (written.isEmpty()) {
            return;
        }
        String where = name + ":" + number;
        String line = variables.fill(written, language == null ? variables.language() : language, where);
        Words words = new Words(where, line);
        if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw words.error("a quotation mark is not closed");
        }
        if (!setting(words)) {
            LegRole who = words.accept("resident") ? LegRole.RESIDENT : LegRole.VISITOR;
            Scenario.When when = when(words);
            Stage until = words.accept("until") ? stage(words) : null;
            steps.add(new Scenario.Step(number, line, who, when, until, move(words, who)));
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

    private static Move move(Words words, LegRole who) throws ScenarioException {
        String verb = words.next("a step");
        Move.Phone phone = who == LegRole.RESIDENT ? phone(verb, words) : null;
        if (phone != null) {
            return phone;
        }
        return switch (verb) {
            case "wait-agent-silent" ->
                new Move.WaitSilent(words.time(), words.accept("max") ? words.time() : DEFAULT_MAX);
            case "say" -> new Move.Say(text(words));
            case "interrupt" -> new Move.Interrupt(text(words), within(words));
            case "play" -> new Move.Play(words.next("a file"));
            case "keys" -> new Move.Keys(keys(words));
            case "pause" -> new Move.Pause(words.time());
            case "hangup" -> new Move.Hangup();
            case "wait-resident" -> waitFor(words, who, LegRole.RESIDENT);
            case "wait-visitor" -> waitFor(words, who, LegRole.VISITOR);
            case "expect" -> expectation(words, who);
            case "allow" -> {
                words.expect("agent-hangup");
                yield new Move.AllowHangup();
            }
            default ->
                throw words.error(
                        "\"" + verb + "\" is no step; there are wait-agent-silent, wait-resident, wait-visitor, say,"
                                + " interrupt, play, keys, pause, hangup, expect, allow and, of a resident, answer, busy,"
                                + " no-answer, reject, fail");
        };
    }

    private static Move.@Nullable Phone phone(String verb, Words words) throws ScenarioException {
        Move.Fate fate = switch (verb) {
            case "answer" -> Move.Fate.ANSWER;
            case "busy" -> Move.Fate.BUSY;
            case "no-answer" -> Move.Fate.NO_ANSWER;
            case "reject" -> Move.Fate.REJECT;
            case "fail" -> Move.Fate.FAIL;
            default -> null;
        };
        if (fate == null) {
            return null;
        }
        boolean timed = fate != Move.Fate.NO_ANSWER && words.accept("after");
        return new Move.Phone(fate, timed ? words.time() : DEFAULT_RING);
    }

    private static Move waitFor(Words words, LegRole who, LegRole other) throws ScenarioException {
        if (who == other) {
            throw words.error("somebody cannot wait for themselves");
        }
        Stage stage = stage(words);
        if (other == LegRole.VISITOR && stage != Stage.GONE) {
            throw words.error("of the visitor only \"gone\" can be waited for");
        }
        return new Move.WaitFor(other, stage, words.accept("max") ? words.time() : DEFAULT_WAIT);
    }

    private static Stage stage(Words words) throws ScenarioException {
        String stage = words.next("ringing, answered, decided or gone");
        return switch (stage) {
            case "ringing" -> Stage.RINGING;
            case "answered" -> Stage.ANSWERED;
            case "decided" -> Stage.DECIDED;
            case "gone" -> Stage.GONE;
            default ->
                throw words.error(
                        "\"" + stage + "\" is nothing to wait for; there are ringing, answered, decided, gone");
        };
    }

    private static Move expectation(Words words, LegRole who) throws ScenarioException {
        String what = words.next("agent-speaks, agent-silent, agent-hangup, outcome, decided-by, human or no-human");
        if (who == LegRole.RESIDENT
                && Set.of("outcome", "decided-by", "human", "no-human").contains(what)) {
            throw words.error("\"" + what + "\" is of the whole visit; write it without \"resident\"");
        }
        return switch (what) {
            case "agent-speaks" -> new Move.ExpectSpeech(within(words));
            case "agent-silent" -> new Move.ExpectSilence(within(words));
            case "agent-hangup" -> new Move.ExpectHangup(within(words));
            case "outcome" -> new Move.ExpectOutcome(outcome(words));
            case "decided-by" -> new Move.ExpectDecidedBy(means(words));
            case "human" -> new Move.ExpectHuman(true);
            case "no-human" -> new Move.ExpectHuman(false);
            default ->
                throw words.error("\"" + what
                        + "\" cannot be expected; there are agent-speaks, agent-silent, agent-hangup, outcome,"
                        + " decided-by, human, no-human");
        };
    }

    private static Means means(Words words) throws ScenarioException {
        if (words.accept(Means.SPEECH.word())) {
            return Means.SPEECH;
        }
        words.expect(Means.KEYS.word());
        return Means.KEYS;
    }

    private static VisitOutcome outcome(Words words) throws ScenarioException {
        String word = words.next("an outcome such as authorised");
        return Outcomes.of(word)
                .orElseThrow(() -> words.error("\"" + word + "\" is no outcome; there are " + Outcomes.all()));
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
