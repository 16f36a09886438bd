package io.ramal.emulators.azure;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Synthesis on one connection. Requests are read by the connection's thread, paced sound is sent by the clock's. */
final class SynthesisProtocol implements AzureConnection.Protocol {
    /** The one format spoken here. */
    static final String FORMAT = "raw-8khz-16bit-mono-pcm";

    private final AzureEmulator emulator;
    private final AzureConnection connection;
    private final Scenario scenario;
    private String context = "";

    SynthesisProtocol(AzureEmulator emulator, AzureConnection connection, Scenario scenario) {
        this.emulator = emulator;
        this.connection = connection;
        this.scenario = scenario;
    }

    @Override
    public void received(WireMessage message) throws IOException {
        switch (message.path().toLowerCase(Locale.ROOT)) {
            case "synthesis.context" -> {
                context = message.bodyText();
                if (!context.contains("\"" + FORMAT + "\"")) {
                    throw new WireException(1007, "only " + FORMAT + " is spoken here");
                }
            }
            case "ssml" -> speak(message.requestId(), message.bodyText());
            default -> {
                // telemetry and the like
            }
        }
    }

    @Override
    public void ended() {
        // a pace that goes on meets the closed socket
    }

    private void speak(String requestId, String ssml) throws IOException {
        Document document = parse(ssml);
        Element root = document.getDocumentElement();
        if (!root.getTagName().equals("speak")
                || root.getElementsByTagName("voice").getLength() == 0) {
            throw new WireException(1007, "SSML without speak or voice");
        }
        String voice = ((Element) root.getElementsByTagName("voice").item(0)).getAttribute("name");
        Synthesis synthesis =
                new Synthesis(connection, requestId, context, ssml, voice, String.valueOf(root.getTextContent()));
        emulator.traffic().add(synthesis);
        connection.send(WireMessage.json("turn.start", requestId, "{\"context\":{\"serviceTag\":\"" + hex() + "\"}}"));
        String stream = hex().toUpperCase(Locale.ROOT);
        connection.send(WireMessage.json(
                "response",
                requestId,
                "{\"context\":{\"serviceTag\":\"" + hex() + "\"},\"audio\":{\"type\":\"inline\",\"streamId\":\""
                        + stream + "\"}}"));
        new Pace(synthesis, stream, Tone.of(synthesis.text())).start();
    }

    private static Document parse(String ssml) throws WireException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(ssml)));
        } catch (SAXException | IOException e) {
            throw new WireException(1007, "SSML cannot be parsed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("no XML parser", e);
        }
    }

    /** The chunks of one sentence: at once, or at their times. */
    private final class Pace {
        private final Synthesis synthesis;
        private final String stream;
        private final byte[] sound;
        private final int chunk = Math.max(1, (int) scenario.number("chunkMs", 100)) * Tone.BYTES_PER_MS;
        private final double speed = scenario.number("speed", 0);
        private final double stallAfter = scenario.number("stallAfter", Double.MAX_VALUE);
        private final long began = System.nanoTime();
        private int sent;
        private int chunks;

        Pace(Synthesis synthesis, String stream, byte[] sound) {
            this.synthesis = synthesis;
            this.stream = stream;
            this.sound = sound;
        }

        void start() throws IOException {
            if (scenario.number("firstMs", 0) == 0 && speed == 0) {
                while (next()) {
                    // all of it at once
                }
            } else {
                schedule();
            }
        }

        private void schedule() {
            double due = scenario.number("firstMs", 0) + (speed == 0 ? 0 : sent / (double) Tone.BYTES_PER_MS / speed);
            long at = began + (long) (due * TimeUnit.MILLISECONDS.toNanos(1));
            emulator.later(Math.max(0, at - System.nanoTime()), () -> {
                try {
                    if (next()) {
                        schedule();
                    }
                } catch (IOException e) {
                    // the client has gone, or does not want to hear the rest
                }
            });
        }

        private boolean next() throws IOException {
            if (chunks >= stallAfter) {
                return false;
            }
            int length = Math.min(chunk, sound.length - sent);
            String request = synthesis.requestId();
            connection.send(
                    WireMessage.audio(request, stream, java.util.Arrays.copyOfRange(sound, sent, sent + length)));
            sent += length;
            chunks++;
            synthesis.sent(length);
            connection.sound(connection.soundMillis() + length / (double) Tone.BYTES_PER_MS);
            if (sent < sound.length) {
                emulator.traffic().changed();
                return true;
            }
            long ticks = sound.length * 10_000L / Tone.BYTES_PER_MS;
            connection.send(WireMessage.json(
                    "audio.metadata",
                    request,
                    "{\"Metadata\":[{\"Type\":\"SessionEnd\",\"Data\":{\"Offset\":" + ticks + "}}]}"));
            connection.send(WireMessage.json("turn.end", request, "{}"));
            synthesis.finish();
            emulator.traffic().changed();
            return false;
        }
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
