package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void aCallBeginsWithItsUuidInTextOrder() {
        assertThat(HexFormat.of().formatHex(Wire.uuid(UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd"))))
                .isEqualTo("0100100123456789ab4cde8f0123456789abcd");
    }

    @Test
    void soundIsLittleEndianAfterABigEndianLength() {
        short[] samples = new short[160];
        samples[0] = 0x1234;
        samples[159] = -2;
        byte[] frame = Wire.audio(AudioFrame.wrap(samples));
        assertThat(frame).hasSize(323).startsWith(0x10, 0x01, 0x40, 0x34, 0x12).endsWith(0xfe, 0xff);
    }

    @Test
    void aKeyIsOneCharacter() {
        assertThat(Wire.digit('#')).containsExactly(0x03, 0x00, 0x01, '#');
    }

    @Test
    void framesThatSomeAsteriskDoesNotTakeAreFaults() {
        assertThat(Wire.fault(0x10, 320)).isEmpty();
        assertThat(Wire.fault(0x00, 0)).isEmpty();
        assertThat(Wire.fault(0xff, 1)).contains("0xff");
        assertThat(Wire.fault(0x10, 0)).contains("no length");
        assertThat(Wire.fault(0x10, 321)).contains("321");
        assertThat(Wire.fault(0x10, 16_194)).contains("16194");
        assertThat(Wire.fault(0x00, 1)).contains("hangup");
    }

    @Test
    void framesAreCutWhereverTheNetworkCutThem() throws IOException {
        AudioFrame sound = AudioFrame.wrap(new short[] {1, -2, 300});
        byte[] bytes = new byte[9 + 4 + 3];
        System.arraycopy(Wire.audio(sound), 0, bytes, 0, 9);
        System.arraycopy(Wire.digit('5'), 0, bytes, 9, 4);
        FrameReader reader = new FrameReader(4);
        StringBuilder seen = new StringBuilder();
        try (ReadableByteChannel slow = oneByteAtATime(bytes)) {
            while (reader.read(slow) >= 0) {
                while (reader.next()) {
                    seen.append(reader.kind())
                            .append(':')
                            .append(reader.length())
                            .append(' ');
                    if (reader.kind() == Wire.AUDIO) {
                        assertThat(reader.sound()).isEqualTo(sound);
                    }
                }
            }
        }
        assertThat(seen).hasToString("16:6 3:1 0:0 ");
    }

    private static ReadableByteChannel oneByteAtATime(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(1, len));
            }
        });
    }
}
