package io.ramal.speech.piper.helper;

import io.github.givimad.piperjni.PiperVoice;
import io.ramal.helper.child.Voice;
import io.ramal.helper.wire.Command;
import java.io.IOException;
import java.util.List;

/** One voice of Piper, speaking clause by clause. */
final class Speaker implements Voice {
    /** Sound of one message in ms. */
    private static final int CHUNK_MILLIS = 100;

    private final PiperLibrary piper;
    private final PiperVoice voice;
    private final int rate;

    Speaker(PiperLibrary piper, PiperVoice voice) {
        this.piper = piper;
        this.voice = voice;
        this.rate = voice.getSampleRate();
    }

    @Override
    public void speak(Command.Speak command, Sink target) throws IOException {
        List<Clause> clauses = Clause.of(command.text());
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            short[] sound = piper.speak(voice, clause.text());
            int pause = i + 1 < clauses.size() ? clause.pauseMillis() * rate / 1000 : 0;
            int end = Math.min(audible(sound) + pause, sound.length);
            if (!deliver(sound, end, target)) {
                return;
            }
        }
    }

    @Override
    public void renew() {
        // nothing is remembered
    }

    /** Samples up to the silence that Piper appends. */
    private static int audible(short[] sound) {
        int end = sound.length;
        while (end > 0 && sound[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private boolean deliver(short[] sound, int end, Sink target) {
        int chunk = rate * CHUNK_MILLIS / 1000;
        for (int from = 0; from < end; from += chunk) {
            int to = Math.min(from + chunk, end);
            byte[] pcm = new byte[(to - from) * 2];
            for (int i = from; i < to; i++) {
                pcm[(i - from) * 2] = (byte) sound[i];
                pcm[(i - from) * 2 + 1] = (byte) (sound[i] >> 8);
            }
            if (!target.accept(rate, pcm)) {
                return false;
            }
        }
        return true;
    }
}
