package io.ramal.ai.rules.internal;

import io.ramal.conversation.VisitData;
import io.ramal.text.Token;
import io.ramal.text.Tokens;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the finders of one language together: a sentence and what was known in, what is known now out. Thread-safe. */
final class Understanding {
    /**
     * What came of a sentence.
     *
     * @param data what is known now
     * @param block told before the number it belongs to, empty when none was
     * @param withdrawn the caller said that a value is wrong without giving another
     * @param repeat the caller asks to hear the question again
     */
    record Result(VisitData data, String block, boolean withdrawn, boolean repeat) {}

    private final Lexicon lexicon;
    private final IntentFinder intents;
    private final ApartmentFinder apartments;
    private final ResidentFinder residents;
    private final NameFinder names;

    Understanding(Locale language) {
        this.lexicon = new Lexicon(language);
        NameReader reader = new NameReader(lexicon);
        this.intents = new IntentFinder(lexicon);
        this.apartments = new ApartmentFinder(lexicon);
        this.residents = new ResidentFinder(lexicon, reader);
        this.names = new NameFinder(lexicon, reader);
    }

    /** @param last what the caller gave last, which a correction without a key word is about; null when nothing */
    Result understand(String text, VisitData known, @Nullable Slot last) {
        List<Token> tokens = Tokens.of(text);
        Slot asked = Slot.missing(known);
        int from = skipFillers(tokens, 0);
        boolean correction = corrects(tokens, from);

        IntentFinder.Found intent = intents.find(tokens);
        ApartmentFinder.Found apartment = apartments.find(tokens, asked == Slot.APARTMENT);
        BitSet taken = (BitSet) intent.words().clone();
        taken.or(apartment.words());
        int names = correction ? skipCorrection(tokens, from) : from;
        ResidentFinder.Found resident = residents.find(tokens, names, taken);
        if (resident.name() != null) {
            taken.set(resident.name().start(), resident.name().end());
        }
        boolean nameAsked = asked == Slot.NAME || (correction && last == Slot.NAME);
        NameFinder.Found name = name(tokens, names, nameAsked, taken);

        VisitData data = known;
        String why = intent.intent().isEmpty() && resident.reach() ? "visita" : intent.intent();
        data = put(data, Slot.INTENT, why, correction);
        data = correctIntent(data, intent.negated());
        data = put(data, Slot.NAME, name.name(), correction || name.explicit());
        if (asked == null && data.residentName().isEmpty() && resident.name() == null && data.equals(known)) {
            // all is known and the caller is asked all the same: nobody of the name given before lives there
            data = data.withResidentName(
                    this.names.find(tokens, names, true, taken).name());
        }
        boolean withdrawn = correction
                && !apartment.apartment().isEmpty()
                && apartment.apartment().equals(known.apartment());
        data = withdrawn
                ? data.withApartment("")
                : put(data, Slot.APARTMENT, apartment.apartment(), correction || apartment.explicit());
        String block = apartment.block();
        if (!block.isEmpty() && !data.apartment().isEmpty()) {
            data = data.withApartment(apartments.inBlock(data.apartment(), block));
            block = "";
        }
        if (resident.name() != null && (data.residentName().isEmpty() || resident.reach())) {
            data = data.withResidentName(resident.name().value());
        }
        boolean repeat = data.equals(known) && lexicon.words("repeat").match(tokens, 0) > 0;
        return new Result(data, block, withdrawn, repeat);
    }

    /** Puts a home in a block told before, unless it has one. */
    String inBlock(String apartment, String block) {
        return apartments.hasBlock(apartment) ? apartment : apartments.inBlock(apartment, block);
    }

    /** In "João, na verdade Pedro" the later name counts. */
    private NameFinder.Found name(List<Token> tokens, int from, boolean asked, BitSet taken) {
        NameFinder.Found name = names.find(tokens, from, asked, taken);
        for (int at = from + 1; asked && at < tokens.size(); at++) {
            if (corrects(tokens, at)) {
                NameFinder.Found corrected = names.find(
                        tokens.subList(skipCorrection(tokens, at), tokens.size()),
                        0,
                        true,
                        taken.get(skipCorrection(tokens, at), tokens.size()));
                return corrected.name().isEmpty() ? name : corrected;
            }
        }
        return name;
    }

    private static VisitData put(VisitData data, Slot slot, String value, boolean replace) {
        return !value.isEmpty() && (replace || slot.value(data).isEmpty()) ? slot.put(data, value) : data;
    }

    /** Without its comma "não, é visita" reads like "não é visita": what was known before tells which it is. */
    private static VisitData correctIntent(VisitData data, String negated) {
        if (negated.isEmpty() || data.intent().isEmpty()) {
            return data;
        }
        return data.withIntent(negated.equals(data.intent()) ? "" : negated);
    }

    private int skipFillers(List<Token> tokens, int from) {
        int at = from;
        int length = lexicon.words("filler").match(tokens, at);
        while (length > 0) {
            at += length;
            length = lexicon.words("filler").match(tokens, at);
        }
        return at;
    }

    private boolean corrects(List<Token> tokens, int from) {
        return lexicon.words("correction").match(tokens, from) > 0;
    }

    /** Past "não, na verdade é". */
    private int skipCorrection(List<Token> tokens, int from) {
        int at = from;
        int length = lexicon.words("correction").match(tokens, at);
        while (length > 0) {
            at = skipFillers(tokens, at + length);
            length = lexicon.words("correction").match(tokens, at);
        }
        return at;
    }
}
