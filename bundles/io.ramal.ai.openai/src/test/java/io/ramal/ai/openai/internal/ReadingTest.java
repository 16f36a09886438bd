package io.ramal.ai.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.ramal.conversation.VisitData;
import io.ramal.remote.BadReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    @Test
    void aMessageIsReadHoweverItIsCut() {
        Random random = new Random(7);
        String alphabet = "aá\"\\/\n\t{}:, \u00e7é€😀mensagem";
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            // a lone half of a pair would not survive any encoding
            String message = text.toString().replaceAll("[\ud800-\udfff]", "x");
            JsonObject json = new JsonObject();
            json.addProperty("antes", "x");
            json.addProperty("mensagem", message);
            json.addProperty("depois", "\"mensagem\":\"y\"");
            String whole = json.toString();
            MessageReader reader = new MessageReader();
            StringBuilder read = new StringBuilder();
            for (int at = 0; at < whole.length(); ) {
                int end = Math.min(whole.length(), at + 1 + random.nextInt(7));
                read.append(reader.read(whole.substring(at, end)));
                at = end;
            }
            assertThat(read.toString())
                    .as(whole)
                    .isEqualTo(message.replace('\n', ' ').replace('\t', ' '));
        }
    }

    @Test
    void sentencesEndWhereSentencesEnd() {
        assertThat(cut("Entendi, é uma entrega. Qual é o seu nome? Diga, por favor"))
                .containsExactly("Entendi, é uma entrega.", "Qual é o seu nome?", "Diga, por favor");
        assertThat(cut("Vou chamar o Sr. João no ap. 12, tudo bem?"))
                .containsExactly("Vou chamar o Sr. João no ap. 12, tudo bem?");
        assertThat(cut("Sim. Ok. Pode falar agora. Certo"))
                .as("short ones wait for the next")
                .containsExactly("Sim. Ok. Pode falar agora.", "Certo");
        assertThat(cut("A entrega pesa 3.5 quilos, certo?")).containsExactly("A entrega pesa 3.5 quilos, certo?");
        assertThat(cut("")).containsExactly("");
    }

    private static List<String> cut(String text) {
        Sentencer sentencer = new Sentencer();
        List<String> all = new ArrayList<>();
        for (char c : text.toCharArray()) {
            all.addAll(sentencer.add(String.valueOf(c)));
        }
        all.add(sentencer.end());
        return all;
    }

    @Test
    void blankFieldsLeaveWhatIsKnown() throws Exception {
        VisitData known = new VisitData("visita", "Ana", "501", "");
        Reply reply = Reply.of(
                "{\"mensagem\":\"Certo\\u0000.\",\"intent_type\":\"Serviço\",\"interlocutor_name\":\" \","
                        + "\"apartment_number\":502,\"valid_for_action\":true}",
                known);
        assertThat(reply).isEqualTo(new Reply("Certo .", new VisitData("servico", "Ana", "502", ""), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pode entrar.", "[]", "{\"mensagem\":", "}{"})
    void whatIsNoObjectIsNoAnswer(String content) {
        assertThatThrownBy(() -> Reply.of(content, VisitData.EMPTY)).isInstanceOf(BadReplyException.class);
    }
}
