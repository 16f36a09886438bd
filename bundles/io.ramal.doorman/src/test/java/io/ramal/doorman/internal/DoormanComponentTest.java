package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.doorman.internal.directory.Lookup;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DoormanComponentTest {
    private final DoormanComponent component = new DoormanComponent(
            new FakeRegistry(), (condominium, visit) -> new Lookup.NoDirectory(), new Config("Ipê.", 3));
    private final List<String> said = new ArrayList<>();

    @Test
    void newSettingsAreForNewConversationsOnly() {
        ConversationSession before = open();
        component.modified(new Config("Jatobá.", 1));
        ConversationSession after = open();

        before.accept(new ConversationInput.Opened(true));
        assertThat(said).first().isEqualTo("Ipê.");
        said.clear();
        before.accept(new ConversationInput.NoInput(1));
        assertThat(said).first().isEqualTo("Não ouvi nada.");
        said.clear();
        after.accept(new ConversationInput.Opened(true));
        assertThat(said).first().isEqualTo("Jatobá.");
        after.accept(new ConversationInput.NoInput(1));
        assertThat(said).last().isEqualTo("hangup");
    }

    @Test
    void newSentencesAreCommonOnes() {
        component.modified(new Config("Jatobá.", 3));
        assertThat(component.phrases().get(Doorman.PT)).first().isEqualTo("Jatobá.");
    }

    @Test
    void aBadSettingMutesNobody() {
        component.modified(new Config("Jatobá.", 0));
        assertThat(component.phrases().get(Doorman.PT)).first().isEqualTo("Olá, aqui é a portaria.");
    }

    private ConversationSession open() {
        return component.open(
                new ConversationRequest(new UUID(1, 2), LegRole.VISITOR, Caller.EXTENSION, Doorman.PT, Runnable::run),
                event -> said.add(event instanceof ConversationEvent.Say say ? say.text() : "hangup"));
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private record Config(String greeting_pt, int noinput_max) implements DoormanConfig {
        @Override
        public String greeting_en() {
            return "";
        }

        @Override
        public int failures_max() {
            return 3;
        }

        @Override
        public boolean ai_ahead() {
            return true;
        }

        @Override
        public int digits_gap_ms() {
            return 3_000;
        }

        @Override
        public int asks_max() {
            return 3;
        }

        @Override
        public String missed() {
            return "human";
        }

        @Override
        public int wait_cover_ms() {
            return 7_000;
        }

        @Override
        public double decision_min_confidence() {
            return 0.6;
        }

        @Override
        public int decision_repeats_max() {
            return 2;
        }

        @Override
        public String decision_yes_key() {
            return "1";
        }

        @Override
        public String decision_no_key() {
            return "2";
        }

        @Override
        public int decision_grace_ms() {
            return 1_000;
        }

        @Override
        public int decision_max_ms() {
            return 60_000;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return DoormanConfig.class;
        }
    }
}
