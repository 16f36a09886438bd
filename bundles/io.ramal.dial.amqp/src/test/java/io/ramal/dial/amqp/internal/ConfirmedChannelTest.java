package io.ramal.dial.amqp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a broker can say of messages, in every order; the broker is the test. */
class ConfirmedChannelTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<String> told = new ArrayList<>();
    private final List<AMQP.BasicProperties> sent = new ArrayList<>();
    private boolean closed;
    private ConfirmCallback acks;
    private ConfirmCallback nacks;
    private ReturnCallback returns;
    private ShutdownListener shutdown;
    private ConfirmedChannel channel;

    @BeforeEach
    void open() throws Exception {
        channel = new ConfirmedChannel(broker(), "q", () -> told.add("doubt"));
    }

    @Test
    void oneWordMayConfirmSeveral() throws Exception {
        publish("a", "b", "c");
        acks.handle(2, true);
        acks.handle(2, true);
        assertThat(told).containsExactlyInAnyOrder("a confirmed", "b confirmed");
        acks.handle(3, false);
        assertThat(told).hasSize(3).endsWith("c confirmed");
    }

    @Test
    void aRefusedMessageFailsAlone() throws Exception {
        publish("a", "b");
        nacks.handle(1, false);
        assertThat(told).containsExactly("a failed: the broker could not keep the message", "doubt");
        acks.handle(2, false);
        assertThat(told).endsWith("b confirmed");
    }

    @Test
    void aReturnedMessageHasFailedThoughItIsConfirmed() throws Exception {
        publish("a", "b");
        returns.handle(new Return(312, "NO_ROUTE", "", "q", sent.get(1), BODY));
        acks.handle(2, true);
        assertThat(told).containsExactly("b failed: the broker has no queue q", "doubt", "a confirmed");
    }

    @Test
    void whatIsUnconfirmedFailsWithTheChannel() {
        publish("a");
        shutdown.shutdownCompleted(new ShutdownSignalException(true, false, null, null));
        assertThat(told).containsExactly("a failed: connection to the broker lost before it confirmed the message");
        closed = true;
        publish("b");
        assertThat(told).endsWith("b failed: connection to the broker lost before the message was sent");
    }

    @Test
    void whatIsForgottenIsToldNothing() throws Exception {
        Publication p = publication("a");
        channel.publish(BODY, 0, p);
        channel.forget(p);
        acks.handle(1, false);
        assertThat(told).isEmpty();
    }

    @Test
    void messagesAreKeptOnDiskAndExpireWhereTheyAreTo() {
        channel.publish(BODY, 10_000, publication("a"));
        channel.publish(BODY, 0, publication("b"));
        assertThat(sent).extracting(AMQP.BasicProperties::getExpiration).containsExactly("10000", null);
        assertThat(sent).extracting(AMQP.BasicProperties::getDeliveryMode).containsOnly(2);
        assertThat(sent).extracting(AMQP.BasicProperties::getMessageId).doesNotHaveDuplicates();
    }

    private void publish(String... names) {
        for (String name : names) {
            channel.publish(BODY, 0, publication(name));
        }
    }

    private Publication publication(String name) {
        return new Publication() {
            @Override
            public void confirmed() {
                told.add(name + " confirmed");
            }

            @Override
            public void failed(String reason) {
                told.add(name + " failed: " + reason);
            }
        };
    }

    private Channel broker() {
        return (Channel) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Channel.class}, (self, method, args) -> {
                    switch (method.getName()) {
                        case "addConfirmListener" -> {
                            acks = (ConfirmCallback) args[0];
                            nacks = (ConfirmCallback) args[1];
                        }
                        case "addReturnListener" -> returns = (ReturnCallback) args[0];
                        case "addShutdownListener" -> shutdown = (ShutdownListener) args[0];
                        case "getNextPublishSeqNo" -> {
                            return sent.size() + 1L;
                        }
                        case "basicPublish" -> {
                            if (closed) {
                                throw new ShutdownSignalException(true, false, null, null);
                            }
                            assertThat(args[0]).isEqualTo("");
                            assertThat(args[1]).isEqualTo("q");
                            assertThat(args[2]).as("mandatory").isEqualTo(true);
                            sent.add((AMQP.BasicProperties) args[3]);
                        }
                        default -> {}
                    }
                    return null;
                });
    }
}
