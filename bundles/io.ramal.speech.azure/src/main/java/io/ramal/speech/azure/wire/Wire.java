package io.ramal.speech.azure.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages on the pipes between server and helper: kind u8, length u32, body; numbers are big-endian, a text is its length
 * u32 and UTF-8. A message is an array of bytes here, written by one call, so that whoever writes may queue it.
 */
public final class Wire {
    /** Longest body in bytes: five hundred hints of a hundred characters stay below it. */
    public static final int MAX_BODY = 256 * 1024;

    private static final int MAX_PHRASES = 10_000;

    private static final int SETUP = 1;
    private static final int OPEN_RECOGNIZER = 2;
    private static final int OPEN_SYNTHESIZER = 3;
    private static final int CONNECT = 4;
    private static final int START = 5;
    private static final int WRITE = 6;
    private static final int FINISH = 7;
    private static final int SPEAK = 8;
    private static final int CLOSE = 9;
    private static final int PING = 10;
    private static final int HELLO = 32;
    private static final int CLOSED = 33;
    private static final int PONG = 34;
    private static final int FATAL = 35;
    private static final int CONNECTED = 36;
    private static final int DISCONNECTED = 37;
    private static final int PARTIAL = 38;
    private static final int PHRASE = 39;
    private static final int SOUND = 40;
    private static final int ENDED = 41;
    private static final int FAILED = 42;

    private Wire() {}

    /**
     * The bytes of a command.
     *
     * @throws WireException when it is too long
     */
    public static byte[] bytes(Command command) throws IOException {
        if (command instanceof Setup s) {
            return setup(s);
        } else if (command instanceof Command.OpenRecognizer o) {
            return new Body(OPEN_RECOGNIZER).number(o.id()).text(o.language()).message();
        } else if (command instanceof Command.OpenSynthesizer o) {
            return new Body(OPEN_SYNTHESIZER).number(o.id()).message();
        } else if (command instanceof Command.Connect c) {
            return new Body(CONNECT).number(c.id()).message();
        } else if (command instanceof Command.Start s) {
            Body body = new Body(START).number(s.id()).number(s.phrases().size());
            for (String phrase : s.phrases()) {
                body.text(phrase);
            }
            return body.message();
        } else if (command instanceof Command.Write w) {
            return new Body(WRITE).number(w.id()).bytes(w.samples()).message();
        } else if (command instanceof Command.Finish f) {
            return new Body(FINISH).number(f.id()).message();
        } else if (command instanceof Command.Speak s) {
            return new Body(SPEAK).number(s.id()).text(s.ssml()).message();
        } else if (command instanceof Command.Close c) {
            return new Body(CLOSE).number(c.id()).message();
        }
        return new Body(PING).number(((Command.Ping) command).number()).message();
    }

    private static byte[] setup(Setup s) throws IOException {
        Body body = new Body(SETUP);
        body.text(s.key()).text(s.region()).text(s.endpoint()).text(s.sttHost()).text(s.ttsHost());
        body.text(s.proxyHost()).number(s.proxyPort()).text(s.proxyUser()).text(s.proxyPassword());
        body.text(s.endpointId()).number(s.segmentationMillis()).number(s.stable());
        return body.number(s.soundMillis()).message();
    }

    /**
     * The bytes of a reply.
     *
     * @throws WireException when it is too long
     */
    public static byte[] bytes(Reply reply) throws IOException {
        if (reply instanceof Reply.Told told) {
            return event(told.id(), told.event());
        } else if (reply instanceof Reply.Closed c) {
            return new Body(CLOSED).number(c.id()).message();
        } else if (reply instanceof Reply.Pong p) {
            return new Body(PONG).number(p.number()).message();
        } else if (reply instanceof Reply.Fatal f) {
            return new Body(FATAL).text(f.reason()).message();
        }
        return new Body(HELLO).message();
    }

    private static byte[] event(int id, EngineEvent event) throws IOException {
        if (event instanceof EngineEvent.Partial p) {
            return new Body(PARTIAL).number(id).text(p.text()).message();
        } else if (event instanceof EngineEvent.Phrase p) {
            return new Body(PHRASE)
                    .number(id)
                    .decimal(p.confidence())
                    .text(p.text())
                    .message();
        } else if (event instanceof EngineEvent.Sound s) {
            return new Body(SOUND).number(id).bytes(s.samples()).message();
        } else if (event instanceof EngineEvent.Failed f) {
            Failure why = f.failure();
            return new Body(FAILED)
                    .number(id)
                    .number(why.kind().ordinal())
                    .text(why.reason())
                    .text(why.cure())
                    .message();
        }
        int kind = event instanceof EngineEvent.Connected
                ? CONNECTED
                : event instanceof EngineEvent.Disconnected ? DISCONNECTED : ENDED;
        return new Body(kind).number(id).message();
    }

    /**
     * Reads the next command.
     *
     * @return null when the pipe was closed between two messages
     * @throws WireException when what comes is not a command
     */
    public static @Nullable Command readCommand(InputStream in) throws IOException {
        BodyReader body = BodyReader.next(in);
        return body == null ? null : body.complete(() -> command(body));
    }

    private static Command command(BodyReader body) throws IOException {
        return switch (body.kind()) {
            case SETUP ->
                new Setup(
                        body.text(),
                        body.text(),
                        body.text(),
                        body.text(),
                        body.text(),
                        body.text(),
                        body.number(),
                        body.text(),
                        body.text(),
                        body.text(),
                        body.number(),
                        body.number(),
                        body.number());
            case OPEN_RECOGNIZER -> new Command.OpenRecognizer(body.number(), body.text());
            case OPEN_SYNTHESIZER -> new Command.OpenSynthesizer(body.number());
            case CONNECT -> new Command.Connect(body.number());
            case START -> new Command.Start(body.number(), phrases(body));
            case WRITE -> new Command.Write(body.number(), body.samples());
            case FINISH -> new Command.Finish(body.number());
            case SPEAK -> new Command.Speak(body.number(), body.text());
            case CLOSE -> new Command.Close(body.number());
            case PING -> new Command.Ping(body.number());
            default -> throw new WireException("unknown command kind " + body.kind());
        };
    }

    private static List<String> phrases(BodyReader body) throws IOException {
        int count = body.number();
        if (count < 0 || count > MAX_PHRASES) {
            throw new WireException(count + " phrases");
        }
        List<String> phrases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            phrases.add(body.text());
        }
        return phrases;
    }

    /**
     * Reads the next reply.
     *
     * @return null when the pipe was closed between two messages
     * @throws WireException when what comes is not a reply
     */
    public static @Nullable Reply readReply(InputStream in) throws IOException {
        BodyReader body = BodyReader.next(in);
        return body == null ? null : body.complete(() -> reply(body));
    }

    private static Reply reply(BodyReader body) throws IOException {
        return switch (body.kind()) {
            case HELLO -> new Reply.Hello();
            case CLOSED -> new Reply.Closed(body.number());
            case PONG -> new Reply.Pong(body.number());
            case FATAL -> new Reply.Fatal(body.text());
            default -> new Reply.Told(body.number(), event(body));
        };
    }

    private static EngineEvent event(BodyReader body) throws IOException {
        return switch (body.kind()) {
            case CONNECTED -> new EngineEvent.Connected();
            case DISCONNECTED -> new EngineEvent.Disconnected();
            case PARTIAL -> new EngineEvent.Partial(body.text());
            case PHRASE -> phrase(body);
            case SOUND -> new EngineEvent.Sound(body.samples());
            case ENDED -> new EngineEvent.Ended();
            case FAILED -> new EngineEvent.Failed(new Failure(kind(body.number()), body.text(), body.text()));
            default -> throw new WireException("unknown reply kind " + body.kind());
        };
    }

    private static EngineEvent phrase(BodyReader body) throws IOException {
        double confidence = body.decimal();
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new WireException("a confidence of " + confidence);
        }
        return new EngineEvent.Phrase(body.text(), confidence);
    }

    private static Failure.Kind kind(int ordinal) throws IOException {
        Failure.Kind[] kinds = Failure.Kind.values();
        if (ordinal < 0 || ordinal >= kinds.length) {
            throw new WireException("unknown kind of failure " + ordinal);
        }
        return kinds[ordinal];
    }
}
