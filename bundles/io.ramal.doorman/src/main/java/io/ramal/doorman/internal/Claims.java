package io.ramal.doorman.internal;

import io.ramal.doorman.internal.talk.Sentences;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps a backend from telling visitors that they may come in: that is decided by residents, and told by the house. Words
 * of a backend decide nothing anyhow; but somebody who is told so at a locked gate is badly served, and at an open one lets
 * himself in.
 */
final class Claims {
    /** Of plain words: small letters without accents. */
    private static final List<Pattern> CLAIMS = List.of(
            Pattern.compile("\\b(autorizad[oa]s?|liberad[oa]s?|permitid[oa]s?|authori[sz]ed|approved|cleared)\\b"),
            Pattern.compile("\\b(pode[m]? (entrar|subir|passar)|you (may|can) (come|go) (in|up|ahead)|come on in)\\b"),
            Pattern.compile(
                    "\\b(portao|porta|cancela|gate|door)\\b.{0,30}\\b(abert[oa]|abrindo|abri|abriu|open|opened|opening)\\b"),
            Pattern.compile(
                    "\\b(abri|abrindo|abrirei|vou abrir|opened|opening|i will open)\\b.{0,30}\\b(portao|porta|cancela|gate|door)\\b"));

    private Claims() {}

    /** The message, or a sentence of the house in its place when it claims what only a resident can decide. */
    static String without(String message, Sentences sentences) {
        String plain = Plain.words(message);
        return CLAIMS.stream().anyMatch(c -> c.matcher(plain).find()) ? sentences.get("claim") : message.strip();
    }
}
