package io.ramal.webhook.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Configurations as the platform gives them: what is not set has its default. */
interface TestConfig extends WebhookConfig {
    /** Sets one more. */
    TestConfig set(String method, Object value);

    static TestConfig none() {
        return of(Map.of());
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
