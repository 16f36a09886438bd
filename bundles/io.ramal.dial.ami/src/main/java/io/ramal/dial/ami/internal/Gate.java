package io.ramal.dial.ami.internal;

import io.ramal.dial.GateResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a code to the visitor's phone, one digit after the other. The visitor's channel is the one that runs AudioSocket
 * with the call's UUID and is not ours; unless there is exactly one, nothing is played. Belongs to the desk.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Desk desk;
    private final GateCodes codes;
    private final String extension;
    private final UUID call;
    private final Consumer<GateResult> result;

    Gate(Desk desk, GateCodes codes, String extension, UUID call, Consumer<GateResult> result) {
        this.desk = desk;
        this.codes = codes;
        this.extension = extension;
        this.call = call;
        this.result = result;
    }

    void open() {
        if (codes.of(extension).isEmpty()) {
            result.accept(GateResult.NONE);
            return;
        }
        desk.manager().ask(new Action("CoreShowChannels"), reply -> {
            List<String> visitors = reply.events().stream()
                    .filter(this::visitor)
                    .map(m -> m.get("Channel"))
                    .toList();
            if (!reply.done()) {
                failed(reply.message());
            } else if (visitors.size() != 1) {
                failed(visitors.size() + " channels run AudioSocket for it");
            } else {
                play(visitors.get(0), 0);
            }
        });
    }

    private boolean visitor(Message m) {
        return m.isEvent("CoreShowChannel")
                && m.get("ApplicationData").toLowerCase(Locale.ROOT).contains(call.toString())
                && !m.get("Uniqueid").startsWith(Manager.MARK)
                // the far end of a Dial(AudioSocket/…): it has no phone
                && !m.get("Channel").startsWith("AudioSocket/");
    }

    private void play(String channel, int index) {
        String code = codes.of(extension);
        if (index == code.length()) {
            LOG.info("Call {}: gate code of {} played", call, extension);
            result.accept(GateResult.OPENED);
            return;
        }
        Action digit = new Action("PlayDTMF")
                .with("Channel", channel)
                .with("Digit", code.substring(index, index + 1))
                .with("Duration", Long.toString(codes.tone().toMillis()));
        desk.manager().ask(digit, reply -> {
            if (reply.done()) {
                // Asterisk answers when the tone has ended
                Duration gap = index + 1 == code.length() ? Duration.ZERO : codes.gap();
                desk.later(gap, () -> play(channel, index + 1));
            } else {
                failed(reply.message());
            }
        });
    }

    private void failed(String why) {
        LOG.warn("Call {}: the gate of {} was not opened: {}", call, extension, why);
        result.accept(GateResult.FAILED);
    }
}
