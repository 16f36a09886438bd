package io.ramal.itests.container;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.emulators.openai.OpenAiEmulator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.ops4j.pax.exam.Option;

/**
 * Azure's speech service and one with OpenAI's interfaces, played beside the container until this process ends, and the
 * settings by which they are found.
 */
final class PlayedServices {
    /** What callers are understood to say, over and over. */
    private static final String SCENARIO = "text=é uma visita|é uma entrega";

    private PlayedServices() {}

    static Option[] start() throws IOException {
        AzureEmulator azure = AzureEmulator.start();
        azure.scenario(SCENARIO);
        String pid = "etc/io.ramal.speech.azure.cfg";
        OpenAiEmulator others = OpenAiEmulator.start();
        others.transcriptions().usually(utf8("é uma visita"));
        others.speech().usually(tone());
        // by turns, so that every answer has learned something
        others.chat().usually(answer("visita"), answer("entrega"), answer("servico"));
        return new Option[] {
            editConfigurationFilePut(pid, "host", "ws://127.0.0.1:" + azure.port()),
            editConfigurationFilePut(pid, ".key", "played"),
            editConfigurationFilePut(
                    "etc/io.ramal.speech.openai.cfg", "url", others.uri().toString()),
            editConfigurationFilePut(
                    "etc/io.ramal.ai.openai.cfg", "url", others.uri().toString()),
            editConfigurationFilePut("etc/io.ramal.ai.openai.cfg", "model", "played"),
        };
    }

    private static byte[] answer(String intent) {
        return utf8("{\"mensagem\":\"Certo, e o que mais o senhor pode me dizer?\",\"intent_type\":\"" + intent
                + "\",\"valid_for_action\":false}");
    }

    /** Two seconds at 24 kHz. */
    private static byte[] tone() {
        ByteBuffer samples = ByteBuffer.allocate(2 * 48_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 48_000; i++) {
            samples.putShort((short) (8000 * Math.sin(i * 2 * Math.PI * 300 / 24_000)));
        }
        return samples.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
