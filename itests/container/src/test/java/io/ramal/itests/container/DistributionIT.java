package io.ramal.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.ramal.call.Calls;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.Extensions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;

/** The distribution as it boots: complete, closed to strangers, and on the air. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private Extensions extensions;

    /** Of the bundle that starts last: the tests begin when it is there. */
    @Inject
    private Calls calls;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] configuration() {
        return Distribution.options(Distribution.freePort());
    }

    @Test
    public void theDefaultSetIsInstalled() throws Exception {
        assertTrue(features.isInstalled(features.getFeature("ramal")));
        assertFalse(features.isInstalled(features.getFeature("ramal-vad-webrtc")));
        assertFalse(features.isInstalled(features.getFeature("ramal-speech-whisper")));
    }

    @Test
    public void everyBundleIsActive() {
        List<String> idle = Arrays.stream(context.getBundles())
                .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(b -> b.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
        assertEquals(List.of(), idle);
        assertEquals(List.of(), calls.active());
    }

    @Test
    public void nothingOfTheTestsIsInProduction() {
        assertTrue(Arrays.stream(context.getBundles()).noneMatch(b -> "io.ramal.testkit".equals(b.getSymbolicName())));
    }

    @Test
    public void nobodyLogsInWithKarafsOwnPassword() {
        // any other exception would mean that nobody was asked at all
        assertThrows(FailedLoginException.class, () -> login("karaf", "karaf"));
    }

    @Test
    public void theCompatibilityPairIsConfigured() {
        assertEquals(ExtensionSource.COMPATIBILITY, extensions.source());
        assertEquals("1000", extensions.status().get(0).extension().number());
        assertEquals("1001", extensions.status().get(0).extension().returnNumber());
    }

    @Test
    public void theApiShowsThePair() throws Exception {
        Object port = configurations
                .getConfiguration("org.ops4j.pax.web", "?")
                .getProperties()
                .get("org.osgi.service.http.port");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/status"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(answer.body(), 200, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("\"ramal_ia\":\"1000\",\"ramal_retorno\":\"1001\""));
        assertTrue(answer.body(), answer.body().contains("\"porta_ia_configurada\":8080"));
    }

    private static void login(String user, String password) throws LoginException {
        new LoginContext("karaf", callbacks -> {
                    for (Callback c : callbacks) {
                        if (c instanceof NameCallback name) {
                            name.setName(user);
                        } else if (c instanceof PasswordCallback secret) {
                            secret.setPassword(password.toCharArray());
                        }
                    }
                })
                .login();
    }
}
