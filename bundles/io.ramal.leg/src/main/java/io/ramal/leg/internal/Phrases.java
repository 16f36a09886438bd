package io.ramal.leg.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a leg says of its own accord. */
final class Phrases {
    private static final Phrases PORTUGUESE = new Phrases(
            List.of(
                    "Um momento, por favor.",
                    "Só mais um instante, por favor.",
                    "Ainda estou verificando, por favor aguarde."),
            "Desculpe, o tempo desta ligação acabou. Até logo.",
            "Desculpe, preciso encerrar esta ligação agora. Até logo.");
    private static final Phrases ENGLISH = new Phrases(
            List.of("One moment, please.", "Just another moment, please.", "I am still checking, please hold on."),
            "Sorry, this call has reached its time limit. Goodbye.",
            "Sorry, I have to end this call now. Goodbye.");

    private final List<String> covers;
    private final String timeUp;
    private final String farewell;

    private Phrases(List<String> covers, String timeUp, String farewell) {
        this.covers = covers;
        this.timeUp = timeUp;
        this.farewell = farewell;
    }

    static Phrases of(Locale language) {
        return language.getLanguage().equals("en") ? ENGLISH : PORTUGUESE;
    }

    /** Everything, by language, most urgent first. */
    static Map<Locale, List<String>> all() {
        return Map.of(
                Locale.forLanguageTag("pt-BR"), PORTUGUESE.list(), Locale.forLanguageTag("en-US"), ENGLISH.list());
    }

    /** The sentences of {@link #all}. */
    static Set<String> sentences() {
        return all().values().stream()
                .flatMap(List::stream)
                .flatMap(t -> Sentences.of(t).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A prompt that covers a wait: the first says so, the others take turns. */
    String cover(int number) {
        return covers.get(number % covers.size());
    }

    /** Said when a call has reached its longest time. */
    String timeUp() {
        return timeUp;
    }

    /** Said when somebody ends the call from our side. */
    String farewell() {
        return farewell;
    }

    private List<String> list() {
        List<String> list = new ArrayList<>(covers);
        list.add(timeUp);
        list.add(farewell);
        return list;
    }
}
