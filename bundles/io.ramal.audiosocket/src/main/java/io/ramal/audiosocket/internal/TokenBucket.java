package io.ramal.audiosocket.internal;

/** Lets a steady flow and a burst pass. Any unit, as long as capacity and price share it. Not thread-safe. */
final class TokenBucket {
    private final double capacity;
    private final double perNano;
    private double tokens;
    private long last;

    /** Full at {@code now}; refills by {@code perSecond}. */
    TokenBucket(double capacity, double perSecond, long now) {
        this.capacity = capacity;
        this.perNano = perSecond / 1e9;
        this.tokens = capacity;
        this.last = now;
    }

    /** Takes {@code price} when it is there. */
    boolean take(double price, long now) {
        tokens = Math.min(capacity, tokens + (now - last) * perNano);
        last = now;
        if (tokens < price) {
            return false;
        }
        tokens -= price;
        return true;
    }
}
