package io.ramal.dial.amqp.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Configurations as the platform gives them: what is not set has its default. */
interface TestConfig extends AmqpConfig {
    /** Sets one more. */
    TestConfig set(String method, Object value);

    static TestConfig none() {
        return of(Map.of());
    }

    /**
     * With everything {@link TestBroker} needs, and brief pauses. Messages do not expire: the broker of the tests takes an
     * expiry for a point in time, where RabbitMQ takes it for a number of milliseconds.
     */
    static TestConfig of(int port, String queue) {
        return none().set("host", "127.0.0.1")
                .set("port", port)
                .set("username", TestBroker.USER)
                .set("_password", TestBroker.PASSWORD)
                .set("_license", "L-7=&<1>")
                .set("queue", queue)
                .set("message_expires", false)
                .set("reconnect_min_ms", 50)
                .set("reconnect_max_ms", 200);
    }

    private static TestConfig of(Map<String, Object> values) {
        InvocationHandler answer = (self, method, args) -> {
            if (method.getName().equals("set")) {
                Map<String, Object> more = new HashMap<>(values);
                more.put((String) args[0], args[1]);
                return of(more);
            }
            return values.getOrDefault(method.getName(), method.getDefaultValue());
        };
        return (TestConfig)
                Proxy.newProxyInstance(TestConfig.class.getClassLoader(), new Class<?>[] {TestConfig.class}, answer);
    }
}
