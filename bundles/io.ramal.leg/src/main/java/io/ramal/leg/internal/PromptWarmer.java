package io.ramal.leg.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.tts.CommonPhrases;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the common phrases ready before anybody calls: takes them from disk or has them spoken, whenever the phrases or
 * the engines that could speak them change. Blocks: it has a thread of its own. Not one of low
 * priority: where the JVM stops all threads for a moment, it waits for the last one to get a processor.
 */
final class PromptWarmer {
    private static final Logger log = LoggerFactory.getLogger(PromptWarmer.class);
    /** An engine that delivers nothing for so long is not waited for. */
    private static final long PATIENCE_SECONDS = 15;
    /** Sentences an engine may fail on before it is left alone until something changes. */
    private static final int MAX_FAILURES = 3;

    private final ProviderRegistry registry;
    private final Supplier<List<CommonPhrases>> sources;
    private final Prompts prompts;
    private final LongSupplier clock;
    private Object done = List.of();

    PromptWarmer(
            ProviderRegistry registry, Supplier<List<CommonPhrases>> sources, Prompts prompts, LongSupplier clock) {
        this.registry = registry;
        this.sources = sources;
        this.prompts = prompts;
        this.clock = clock;
    }

    /** Does what is to be done since the last time; called every few seconds and whenever phrases come. */
    void run() {
        Map<Locale, Set<String>> wanted = sentences();
        List<String> engines = registry.providers().stream()
                .filter(p -> p.info().role() == ProviderRole.TTS && p.health().ready())
                .map(PromptWarmer::engine)
                .toList();
        Object now = List.of(wanted, engines);
        if (now.equals(done)) {
            return;
        }
        Set<String> common = new LinkedHashSet<>();
        wanted.values().forEach(common::addAll);
        prompts.common(common);
        if (engines.isEmpty()) {
            return;
        }
        long from = clock.getAsLong();
        int ready = 0;
        int total = 0;
        for (Map.Entry<Locale, Set<String>> e : wanted.entrySet()) {
            total += e.getValue().size();
            ready += warm(e.getKey(), e.getValue());
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        done = now;
        log.info("{} of {} common prompts ready after {} ms", ready, total, (clock.getAsLong() - from) / 1_000_000);
    }

    private static String engine(ProviderStatus p) {
        return p.info().id() + '/' + p.ranking() + '/' + p.info().languages();
    }

    private Map<Locale, Set<String>> sentences() {
        Map<Locale, Set<String>> all = new LinkedHashMap<>();
        for (CommonPhrases source : sources.get()) {
            source.phrases().forEach((language, texts) -> add(all, language, texts));
        }
        Phrases.all().forEach((language, texts) -> add(all, language, texts));
        return all;
    }

    private static void add(Map<Locale, Set<String>> all, Locale language, List<String> texts) {
        Set<String> sentences = all.computeIfAbsent(language, l -> new LinkedHashSet<>());
        texts.forEach(t -> sentences.addAll(Sentences.of(t)));
    }

    private int warm(Locale language, Set<String> sentences) {
        Optional<Lease<TtsProvider>> found = registry.lease(TtsProvider.class, LeaseRequest.of(language));
        if (found.isEmpty()) {
            return 0;
        }
        int ready = 0;
        int failures = 0;
        try (Lease<TtsProvider> lease = found.get()) {
            TtsProvider engine = lease.provider();
            String voice = engine.voiceKey(language, "");
            for (String sentence : sentences) {
                PromptKey key = new PromptKey(engine.info().id(), voice, language.toLanguageTag(), sentence);
                if (prompts.load(key) || speak(lease, language, key)) {
                    ready++;
                    prompts.heard("", key);
                } else if (++failures == MAX_FAILURES) {
                    break;
                }
                if (lease.retired() || Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        } catch (RuntimeException | LinkageError e) {
            log.warn("Common prompts in {} cannot be made: {}", language.toLanguageTag(), e.toString());
        }
        return ready;
    }

    private boolean speak(Lease<TtsProvider> lease, Locale language, PromptKey key) {
        Clip clip = new Clip();
        String fault;
        try {
            fault = speak(lease, language, key.text(), clip);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException | LinkageError e) {
            fault = e.toString();
        }
        if (fault != null) {
            lease.failed(fault);
            return false;
        }
        prompts.store(key, clip);
        return clip.size() > 0;
    }

    /** Why it failed; null when the clip holds the sentence. */
    private @Nullable String speak(Lease<TtsProvider> lease, Locale language, String text, Clip clip)
            throws InterruptedException {
        BlockingQueue<TtsEvent> events = new LinkedBlockingQueue<>();
        long from = clock.getAsLong();
        long latency = 0;
        try (TtsSession session = lease.provider().open(TtsRequest.of(language), events::add)) {
            session.say(text);
            while (clip.fault(text) == null) {
                TtsEvent e = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (e instanceof TtsEvent.Audio audio) {
                    clip.add(audio.frame());
                    latency = latency == 0 && clip.size() > 0 ? clock.getAsLong() - from : latency;
                } else if (e instanceof TtsEvent.Finished) {
                    clip.finish();
                    String fault = clip.fault(text);
                    if (fault == null) {
                        lease.served(Duration.ofNanos(latency));
                    }
                    return fault;
                } else {
                    return e instanceof TtsEvent.Failed failed ? failed.reason() : "no sound in time";
                }
            }
            return clip.fault(text);
        }
    }
}
