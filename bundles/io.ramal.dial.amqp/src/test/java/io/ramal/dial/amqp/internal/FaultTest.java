package io.ramal.dial.amqp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void theBrokersReasonNamesTheCure() {
        assertThat(Fault.of(new IOException(closed(channel(404))))).isEqualTo(Fault.QUEUE_MISSING);
        assertThat(Fault.of(new IOException(closed(channel(406))))).isEqualTo(Fault.QUEUE_DIFFERS);
        assertThat(Fault.of(new IOException(closed(channel(405))))).isEqualTo(Fault.QUEUE_DIFFERS);
        assertThat(Fault.of(new IOException(closed(channel(403))))).isEqualTo(Fault.PERMISSION);
        assertThat(Fault.of(new IOException(closed(connection(530))))).isEqualTo(Fault.VIRTUAL_HOST);
        assertThat(Fault.of(new IOException(closed(connection(404))))).isEqualTo(Fault.VIRTUAL_HOST);
        assertThat(Fault.of(closed(connection(320)))).isEqualTo(Fault.UNREACHABLE);
        assertThat(Fault.of(closed(connection(501)))).isEqualTo(Fault.PROTOCOL);
    }

    @Test
    void soDoErrorsOfTheNetwork() {
        assertThat(Fault.of(new ConnectException("refused"))).isEqualTo(Fault.UNREACHABLE);
        assertThat(Fault.of(new TimeoutException())).isEqualTo(Fault.UNREACHABLE);
        assertThat(Fault.of(new SSLHandshakeException("no trust"))).isEqualTo(Fault.TLS);
        assertThat(Fault.of(new AuthenticationFailureException("refused"))).isEqualTo(Fault.LOGIN);
    }

    @Test
    void theInnermostWordsAreTold() {
        assertThat(Fault.detail(new IOException(new ConnectException("Connection refused"))))
                .isEqualTo("Connection refused");
        assertThat(Fault.detail(new TimeoutException())).isEqualTo("TimeoutException");
    }

    private static ShutdownSignalException closed(Method reason) {
        return new ShutdownSignalException(reason instanceof AMQP.Connection.Close, false, reason, null);
    }

    private static Method channel(int code) {
        return new AMQP.Channel.Close.Builder().replyCode(code).replyText("no").build();
    }

    private static Method connection(int code) {
        return new AMQP.Connection.Close.Builder()
                .replyCode(code)
                .replyText("no")
                .build();
    }
}
