package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches one file into {@code <name>.part} and says in a sentence what went wrong. What has arrived stays there with a
 * note on where it came from; the next attempt asks for the rest (RFC 9110, 14.2 and 13.1.5), unless the file has changed
 * meanwhile or the server knows no ranges.
 */
final class Download {
    private static final long WATCH_MILLIS = 250;
    private static final int UNSATISFIABLE = 416;
    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

    private final URI uri;
    private final PartFile part;
    private final long maxBytes;
    private final Duration stall;
    private final LongSupplier nanoClock;
    private final Ticker ticker;

    /**
     * Prepares a download.
     *
     * @param part where it arrives
     * @param maxBytes more is refused
     * @param stall how long nothing may arrive
     */
    Download(URI uri, PartFile part, long maxBytes, Duration stall, LongSupplier nanoClock, Ticker ticker) {
        this.uri = uri;
        this.part = part;
        this.maxBytes = maxBytes;
        this.stall = stall;
        this.nanoClock = nanoClock;
        this.ticker = ticker;
    }

    /** Fetches what is missing; afterwards the part file is whole. */
    void fetch() throws IOException {
        if (!attempt()) {
            // what we had does not fit what is there: once more from the start
            part.discard();
            if (!attempt()) {
                throw new IOException(uri + " answers with a piece that was not asked for; try again later");
            }
        }
    }

    /** False when what has been kept is of no use. */
    private boolean attempt() throws IOException {
        PartFile.Note note = part.note(uri.toString());
        long have = note == null ? 0 : part.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "ramal");
        if (note != null && have > 0) {
            request.header("Range", "bytes=" + have + "-");
            if (!note.validator().isEmpty()) {
                request.header("If-Range", note.validator());
            }
        }
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(stall)
                .build();
        HttpResponse<Boolean> response =
                await(client.sendAsync(request.build(), info -> body(info, have, note == null ? -1 : note.total())));
        return check(response, have, note);
    }

    private BodySubscriber<Boolean> body(HttpResponse.ResponseInfo info, long have, long knownTotal) {
        try {
            if (info.statusCode() == 200) {
                long total = info.headers().firstValueAsLong("Content-Length").orElse(-1);
                part.room(total, maxBytes);
                part.note(uri.toString(), validator(info), total);
                return write(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            }
            Matcher range =
                    RANGE.matcher(info.headers().firstValue("Content-Range").orElse(""));
            if (info.statusCode() == 206
                    && range.matches()
                    && Long.toString(have).equals(range.group(1))
                    && (knownTotal < 0 || Long.toString(knownTotal).equals(range.group(2)))) {
                part.room(knownTotal - have, maxBytes);
                return write(StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return BodySubscribers.replacing(false);
    }

    private BodySubscriber<Boolean> write(StandardOpenOption... how) {
        StandardOpenOption[] options = java.util.Arrays.copyOf(how, how.length + 1);
        options[how.length] = StandardOpenOption.WRITE;
        return BodySubscribers.mapping(BodySubscribers.ofFile(part.path(), options), p -> true);
    }

    private boolean check(
            HttpResponse<Boolean> response, long have, PartFile.@org.jspecify.annotations.Nullable Note note)
            throws IOException {
        int status = response.statusCode();
        if (status == 200 || status == 206) {
            PartFile.Note now = part.note(uri.toString());
            if (response.body() && now != null && now.total() >= 0 && part.size() != now.total()) {
                throw new IOException(cut(part.size(), now.total()));
            }
            return response.body();
        }
        if (status == UNSATISFIABLE) {
            Matcher range =
                    RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
            // nothing after the last byte: then we have them all
            return note != null
                    && have > 0
                    && range.matches()
                    && Long.toString(have).equals(range.group(2));
        }
        throw new IOException(refusal(status));
    }

    private String refusal(int status) {
        if (status == 404 || status == 410) {
            return uri + " answers " + status + ": no such file there; check the address";
        }
        if (status == 401 || status == 403) {
            return uri + " answers " + status + ": it may not be fetched without leave";
        }
        return uri + " answers " + status + "; try again later";
    }

    private HttpResponse<Boolean> await(CompletableFuture<HttpResponse<Boolean>> response) throws IOException {
        long seen = part.size();
        long since = nanoClock.getAsLong();
        try {
            while (true) {
                try {
                    HttpResponse<Boolean> r = response.get(WATCH_MILLIS, TimeUnit.MILLISECONDS);
                    tick();
                    return r;
                } catch (TimeoutException e) {
                    tick();
                }
                long size = part.size();
                long now = nanoClock.getAsLong();
                if (size != seen) {
                    seen = size;
                    since = now;
                } else if (now - since > stall.toNanos()) {
                    throw new IOException(uri + " sent nothing for " + stall.toSeconds() + " s. " + resume());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted. " + resume()).initCause(e);
        } catch (ExecutionException e) {
            throw explain(e.getCause() == null ? e : e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    private void tick() {
        PartFile.Note note = part.note(uri.toString());
        if (note != null) {
            ticker.at("download", part.size(), note.total());
        }
    }

    private IOException explain(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof PartFile.NoRoomException || t instanceof InterruptedIOException) {
                return (IOException) t;
            }
            if (t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof HttpTimeoutException
                    || t instanceof java.nio.channels.UnresolvedAddressException) {
                return new IOException(
                        "cannot reach " + uri.getHost() + ": no network, no name service or a firewall. Fetch " + uri
                                + " elsewhere and install the file: ramal:model-install <language>=<path>",
                        cause);
            }
            if (String.valueOf(t.getMessage()).contains("No space left")) {
                return new IOException(
                        "the disk is full: " + part.path() + " cannot grow. Make room; " + resume(), cause);
            }
        }
        PartFile.Note note = part.note(uri.toString());
        return new IOException(
                note == null
                        ? uri + " could not be fetched: " + cause.getMessage()
                        : cut(part.size(), note.total()) + " (" + cause.getMessage() + ")",
                cause);
    }

    private String cut(long have, long total) {
        return "the connection to " + uri.getHost() + " broke after " + have
                + (total < 0 ? " bytes. " : " of " + total + " bytes. ") + resume();
    }

    private static String resume() {
        return "The same command goes on where this one ended";
    }

    /** What proves that the rest belongs to what we have; weak tags do not (RFC 9110, 13.1.5). */
    private static String validator(HttpResponse.ResponseInfo info) {
        return info.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> info.headers().firstValue("Last-Modified"))
                .orElse("");
    }
}
