package io.ramal.doorman.internal.resident;

import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.Verdict;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.doorman.internal.talk.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a resident is told and asked about one visit. Immutable. */
final class Wording {
    private static final int MAX_NAME = 60;
    private static final int MAX_NAME_WORDS = 5;
    private static final int MAX_APARTMENT = 12;

    /** What a name may mean to somebody who decides: nothing. */
    private static final Set<Reason> MEANINGLESS =
            EnumSet.of(Reason.UNKNOWN_WORDS, Reason.NO_ANSWER, Reason.NOTHING_UNDERSTOOD);

    /** Words that tell a resident what to do, and belong to no name. */
    private static final Set<String> ORDERS = Stream.of(
                    "tecle",
                    "tecla",
                    "teclar",
                    "digite",
                    "digitar",
                    "aperte",
                    "apertar",
                    "pressione",
                    "responda",
                    "confirme",
                    "press",
                    "dial",
                    "push",
                    "key",
                    "answer",
                    "reply",
                    "say")
            .map(Sound::of)
            .collect(Collectors.toUnmodifiableSet());

    private final Sentences sentences;
    private final String who;

    Wording(Sentences sentences, VisitData visit, Decider decider, Locale language) {
        this.sentences = sentences;
        this.who = who(visit, name(visit.visitorName(), decider, language));
    }

    /** Who is at the gate. */
    String who() {
        return who;
    }

    /** The one question, always in the same words. */
    String question() {
        return sentences.get("resident.ask");
    }

    /** The beginning of the conversation. */
    List<String> opening(boolean speech) {
        List<String> said = new ArrayList<>(List.of(sentences.get("resident.greeting"), who));
        if (!speech) {
            said.add(sentences.get("resident.keys"));
        }
        said.add(question());
        said.add(sentences.get(speech ? "resident.how" : "resident.how.keys"));
        return said;
    }

    /** The question once more, after an answer that was none. */
    List<String> again(Reason reason, boolean speech) {
        List<String> said = new ArrayList<>(
                switch (reason) {
                    case QUESTION, REPEAT -> List.of(who);
                    case TALK -> List.of(sentences.get("resident.talk"));
                    case SILENCE -> List.of(sentences.get("resident.silence"));
                    case OTHER_DIGIT -> List.of(sentences.get("resident.key"));
                    case PROVIDER_ERROR -> List.of(sentences.get("resident.keys"));
                    case WAIT -> List.<String>of();
                    case CONDITION, CORRECTION, CONTRADICTION, DOUBT, LATER, ELSEWHERE, ASIDE, CLIPPED, NO_ANSWER ->
                        List.of(sentences.get("resident.clear"));
                    default -> List.of(sentences.get("resident.unclear"));
                });
        said.add(question());
        said.add(sentences.get(how(reason, speech)));
        return said;
    }

    private static String how(Reason reason, boolean speech) {
        if (!speech || reason == Reason.OTHER_DIGIT) {
            return "resident.how.keys";
        }
        boolean keysTold = reason == Reason.QUESTION || reason == Reason.WAIT || reason == Reason.TALK;
        return keysTold ? "resident.how.short" : "resident.how";
    }

    private String who(VisitData visit, String name) {
        String apartment = apartment(visit.apartment());
        boolean known = sentences.has("resident.for." + visit.intent());
        if (!name.isEmpty()) {
            String why = known ? sentences.get("resident.for." + visit.intent()) : "";
            return sentences.fill("resident.here.name", name, why + apartment);
        }
        return sentences.fill(known ? "resident.here." + visit.intent() : "resident.here", "", apartment);
    }

    private String apartment(String apartment) {
        String plain = apartment.replaceAll("[^\\p{L}\\p{N} -]", "").strip();
        if (plain.isEmpty() || plain.length() > MAX_APARTMENT) {
            return "";
        }
        Unit unit = Unit.of(plain);
        String number = unit.block().isEmpty()
                ? unit.spokenNumber()
                : sentences.fill("resident.apartment.block", unit.spokenNumber(), unit.block());
        return sentences.fill("resident.apartment", number);
    }

    /**
     * The visitor's name as it may be spoken to a resident, empty when it may not be. A visitor chooses it freely: it is
     * letters only, short, and none of its parts is an answer, an order, or anything else that belongs to a decision, nor
     * sounds like an answer: "Autorisado" is spoken as it is not written.
     */
    static String name(String given, Decider decider, Locale language) {
        String plain = given.replaceAll("[^\\p{L}\\p{M}]+", " ").strip();
        List<String> words = plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
        if (words.isEmpty() || words.size() > MAX_NAME_WORDS || plain.length() > MAX_NAME) {
            return "";
        }
        for (int from = 0; from < words.size(); from++) {
            if (ORDERS.contains(Sound.of(words.get(from)))) {
                return "";
            }
            for (int to = from + 1; to <= words.size(); to++) {
                String part = String.join(" ", words.subList(from, to));
                boolean means =
                        !MEANINGLESS.contains(decider.decide(part, 1, language).reason())
                                || SoundAlikes.of(language).of(part).stream()
                                        .anyMatch(read -> answers(decider.decide(read, 1, language)));
                if (means) {
                    return "";
                }
            }
        }
        return plain;
    }

    /** An answer, or half of one. */
    private static boolean answers(Verdict read) {
        return read.answer() != Answer.UNCLEAR || read.reason() == Reason.CLIPPED;
    }
}
