package io.ramal.doorman.internal.resident;

import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.doorman.internal.talk.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a resident is told and asked about one visit. Immutable. */
final class Wording {
    private static final int MAX_NAME = 60;
    private static final int MAX_NAME_WORDS = 5;
    private static final int MAX_APARTMENT = 12;

    /** What a name may mean to somebody who decides: nothing. */
    private static final Set<Reason> MEANINGLESS =
            EnumSet.of(Reason.UNKNOWN_WORDS, Reason.NO_ANSWER, Reason.NOTHING_UNDERSTOOD);

    /** Words that tell a resident what to do, and belong to no name. */
    private static final Set<String> ORDERS = Set.of(
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
            "say");

    private final Sentences sentences;
    private final String who;

    Wording(Sentences sentences, VisitData visit, Decider decider, Locale language) {
        this.sentences = sentences;
        this.who = who(visit, name(visit.visitorName(), decider, language));
    }

    /** The beginning of the conversation. */
    List<String> opening(boolean speech) {
        List<String> said = new ArrayList<>(List.of(sentences.get("resident.greeting"), who));
        if (!speech) {
            said.add(sentences.get("resident.keys"));
        }
        said.add(sentences.get(speech ? "resident.ask" : "resident.ask.keys"));
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
                    case CONDITION, CORRECTION, CONTRADICTION, DOUBT, LATER, ELSEWHERE, ASIDE, NO_ANSWER ->
                        List.of(sentences.get("resident.clear"));
                    default -> List.of(sentences.get("resident.unclear"));
                });
        said.add(sentences.get(question(reason, speech)));
        return said;
    }

    private static String question(Reason reason, boolean speech) {
        if (!speech || reason == Reason.OTHER_DIGIT) {
            return "resident.ask.keys";
        }
        boolean keysTold = reason == Reason.QUESTION || reason == Reason.WAIT || reason == Reason.TALK;
        return keysTold ? "resident.ask.short" : "resident.ask";
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
     * letters only, short, and none of its parts is an answer, an order, or anything else that belongs to a decision.
     */
    static String name(String given, Decider decider, Locale language) {
        String plain = given.replaceAll("[^\\p{L}\\p{M}]+", " ").strip();
        List<String> words = plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
        if (words.isEmpty() || words.size() > MAX_NAME_WORDS || plain.length() > MAX_NAME) {
            return "";
        }
        for (int from = 0; from < words.size(); from++) {
            if (ORDERS.contains(words.get(from).toLowerCase(Locale.ROOT))) {
                return "";
            }
            for (int to = from + 1; to <= words.size(); to++) {
                String part = String.join(" ", words.subList(from, to));
                if (!MEANINGLESS.contains(decider.decide(part, 1, language).reason())) {
                    return "";
                }
            }
        }
        return plain;
    }
}
