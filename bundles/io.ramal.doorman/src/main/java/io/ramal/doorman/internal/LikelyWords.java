package io.ramal.doorman.internal;

import io.ramal.call.LegRole;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.directory.Directory;
import io.ramal.stt.Expected;
import io.ramal.stt.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What visitors are likely to say: the words of the trade, names and apartments. Residents answer yes or no. */
final class LikelyWords implements Vocabulary {
    private static final List<String> TRADE_PT =
            List.of("entrega", "encomenda", "visita", "serviço", "apartamento", "bloco");
    private static final List<String> TRADE_EN =
            List.of("delivery", "parcel", "visit", "service", "apartment", "block");

    private final Directory directory;

    LikelyWords(Directory directory) {
        this.directory = directory;
    }

    @Override
    public Expected expected(LegRole role, int condominiumId, Locale language) {
        boolean english = language.getLanguage().equals(Doorman.EN.getLanguage());
        return switch (role) {
            case RESIDENT -> new Expected(List.of(), Decider.answers(language));
            case VISITOR ->
                new Expected(
                        Stream.concat(
                                        (english ? TRADE_EN : TRADE_PT).stream(),
                                        directory.phrases(condominiumId).stream())
                                .toList(),
                        List.of());
        };
    }
}
