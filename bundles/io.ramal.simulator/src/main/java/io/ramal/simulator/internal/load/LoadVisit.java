package io.ramal.simulator.internal.load;

import io.ramal.simulator.internal.load.VisitPlan.Key;
import io.ramal.simulator.internal.load.VisitPlan.Loss;
import io.ramal.simulator.internal.load.VisitPlan.Ring;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One visit as it goes: two legs and a phone that do what the plan says, and a note of when they did. Used on the thread
 * of the loop; times are nanoseconds, 0 for not yet.
 */
final class LoadVisit {
    private final VisitPlan plan;
    private final LoadLoop loop;
    private final InetSocketAddress residents;
    private final LoadCall visitor;
    private final long begin;
    private final List<String> faults = new ArrayList<>();

    private @Nullable LoadPhone phone;
    private @Nullable LoadCall resident;
    private int rings;
    private long visitorHeard;
    private int visitorKeys;
    private long visitorLost;
    private long failedAt;
    private long residentBegin;
    private long residentHeard;
    private int residentKeys;
    private long residentLeft;
    private long pressedYes;
    private long pressedNo;
    private long silencedAfter;

    /**
     * Begins with the visitor's call.
     *
     * @param visitors where visitors call
     * @param residents where phones that are picked up come in
     */
    LoadVisit(VisitPlan plan, LoadLoop loop, InetSocketAddress visitors, InetSocketAddress residents, long now)
            throws IOException {
        this.plan = plan;
        this.loop = loop;
        this.residents = residents;
        this.begin = now;
        this.visitor = loop.place(new LoadCall.Placement(visitors, plan.id(), null));
    }

    VisitPlan plan() {
        return plan;
    }

    LoadCall visitor() {
        return visitor;
    }

    @Nullable
    LoadCall resident() {
        return resident;
    }

    @Nullable
    LoadPhone phone() {
        return phone;
    }

    /** What the server did that it must not, whatever comes of the visit. */
    List<String> faults() {
        return faults;
    }

    /** When the visitor's leg was lost. */
    long visitorLost() {
        return visitorLost;
    }

    /** When the resident's leg was lost or hung up by the resident. */
    long residentLeft() {
        return residentLeft;
    }

    /** How it went. */
    VisitVerdict.Course course() {
        return new VisitVerdict.Course(
                since(visitorLost),
                unanswered(),
                since(failedAt),
                since(residentBegin),
                resident != null && resident.state() == LoadCall.State.BROKEN,
                since(residentLeft),
                since(pressedYes),
                since(pressedNo));
    }

    private long since(long when) {
        return when == 0 ? 0 : when - begin;
    }

    /** The outcome of a phone that nobody has picked up; empty when there is none, or it will be rung again. */
    private String unanswered() {
        LoadPhone p = phone;
        if (p == null || failedAt == 0) {
            return "";
        }
        boolean last = rings == plan.rings().size();
        return switch (p.fate()) {
            case BUSY, NO_ANSWER -> last ? p.fate().name().toLowerCase(Locale.ROOT) : "";
            case REJECTS -> "rejected";
            case FAILS -> VisitVerdict.UNREACHABLE;
            case ANSWERS -> "";
        };
    }

    /** From the loss of the visitor's leg until the phone was silenced; 0 when none rang then. */
    long silencedAfter() {
        return silencedAfter;
    }

    int rings() {
        return rings;
    }

    /** Every leg and every phone is gone. */
    boolean over() {
        LoadPhone p = phone;
        LoadCall r = resident;
        return visitor.over()
                && (r == null || r.over())
                && (p == null || p.state() == LoadPhone.State.FAILED || p.state() == LoadPhone.State.GONE);
    }

    /** The server rings the resident. */
    void originated(ManagerServer manager, ManagerMessage m, long now) {
        if (!m.get("Channel").equals("PJSIP/" + plan.number())) {
            faults.add("rang " + m.get("Channel") + " for apartment " + plan.apartment());
        }
        if (rings == plan.rings().size() || (phone != null && phone.isUnanswered())) {
            faults.add("rang once more than it may");
        }
        Ring ring = plan.rings().get(Math.min(rings, plan.rings().size() - 1));
        rings++;
        failedAt = 0;
        phone = new LoadPhone(manager, m.get("ChannelId"), ring, Long.parseLong(m.get("Timeout")) * 1_000_000L, now);
    }

    /** The server wants a phone silent. */
    void silenced(String channel, long now) {
        LoadPhone p = phone;
        if (p == null || !p.channel().equals(channel)) {
            return;
        }
        if (p.isUnanswered() && visitorLost != 0) {
            silencedAfter = now - visitorLost;
        }
        p.hangup();
        if (resident != null) {
            resident.leave(false);
        }
    }

    void tick(long now) throws IOException {
        tickVisitor(now);
        tickPhone(now);
        if (resident != null) {
            tickResident(resident, now);
        }
    }

    private void tickVisitor(long now) {
        if (visitor.over()) {
            return;
        }
        Loss loss = plan.visitorLoss();
        if (loss != null && due(loss, begin, now)) {
            loseVisitor(loss, now);
            return;
        }
        if (visitor.heard() && visitorHeard == 0) {
            visitorHeard = now;
        }
        while (visitorHeard != 0 && visitorKeys < plan.keys().size()) {
            Key next = plan.keys().get(visitorKeys);
            if (now - visitorHeard < next.atMillis() * 1_000_000L) {
                return;
            }
            visitor.press(next.key());
            visitorKeys++;
        }
    }

    private void tickPhone(long now) throws IOException {
        LoadPhone p = phone;
        if (p == null || !p.isUnanswered()) {
            return;
        }
        if (p.tick(now)) {
            residentBegin = now;
            resident = loop.place(new LoadCall.Placement(residents, plan.id(), null));
        } else if (p.state() == LoadPhone.State.FAILED) {
            failedAt = now;
        }
    }

    private void tickResident(LoadCall leg, long now) {
        if (leg.over()) {
            if (phone != null) {
                phone.hangup();
            }
            return;
        }
        Loss loss = plan.residentLoss();
        if (loss != null && due(loss, residentBegin, now)) {
            residentLeft = now;
            leg.leave(loss.reset());
            if (plan.together() && !visitor.over()) {
                loseVisitor(loss, now);
            }
            return;
        }
        if (leg.heard() && residentHeard == 0) {
            residentHeard = now;
        }
        if (residentHeard != 0) {
            play(leg, now);
        }
    }

    private void play(LoadCall leg, long now) {
        VisitPlan.Resident script = plan.resident();
        if (script.hangupMillis() != 0 && now - residentHeard >= script.hangupMillis() * 1_000_000L) {
            residentLeft = now;
            leg.leave(false);
            return;
        }
        while (residentKeys < script.keys().size()) {
            Key next = script.keys().get(residentKeys);
            if (now - residentHeard < next.atMillis() * 1_000_000L) {
                return;
            }
            leg.press(next.key());
            residentKeys++;
            if (next.key() == VisitPlan.YES) {
                pressedYes = now;
            } else if (next.key() == VisitPlan.NO) {
                pressedNo = now;
            }
        }
    }

    private void loseVisitor(Loss how, long now) {
        visitorLost = now;
        visitor.leave(how.reset());
    }

    private static boolean due(Loss loss, long since, long now) {
        return now - since >= loss.atMillis() * 1_000_000L;
    }
}
