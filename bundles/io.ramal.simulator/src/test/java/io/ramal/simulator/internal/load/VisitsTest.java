package io.ramal.simulator.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.simulator.internal.PhoneServer;
import io.ramal.simulator.internal.Wire;
import io.ramal.simulator.internal.load.VisitPlan.Answer;
import io.ramal.simulator.internal.load.VisitPlan.Fate;
import io.ramal.simulator.internal.load.VisitVerdict.Course;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Set<String> NOTHING = Set.of();

    // ---- plans -------------------------------------------------------------------------------------------------

    @Test
    void theSameSeedBringsTheSameVisits() {
        assertThat(VisitPlan.of(50, 7)).isEqualTo(VisitPlan.of(50, 7)).isNotEqualTo(VisitPlan.of(50, 8));
    }

    @Test
    void aHundredVisitsHaveEverythingInThem() {
        List<VisitPlan> plans = VisitPlan.of(100, 1);
        assertThat(plans.stream().map(VisitPlan::id).distinct()).hasSize(100);
        assertThat(plans.stream().map(VisitPlan::number).distinct()).hasSize(100);
        assertThat(plans.stream().map(p -> p.rings().get(0).fate()).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Fate.class));
        assertThat(plans.stream().map(p -> p.resident().answer()).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Answer.class));
        assertThat(plans.stream().filter(p -> p.visitorLoss() != null).count()).isBetween(8L, 30L);
        assertThat(plans.stream().filter(p -> p.residentLoss() != null).count()).isBetween(12L, 40L);
        assertThat(plans.stream().filter(VisitPlan::together)).isNotEmpty();
        VisitPlan one = plans.get(0);
        assertThat(VisitPlan.directory(100))
                .contains("\"apartment_number\":\"" + one.apartment() + "\"")
                .contains("\"voip_number\":\"" + one.number() + "\"");
    }

    // ---- verdicts ----------------------------------------------------------------------------------------------

    @Test
    void aResidentWhoPressesAKeyDecides() {
        assertThat(VisitVerdict.of(course(0, 10, 0, 20, 0))).containsExactly("authorised");
        assertThat(VisitVerdict.of(course(0, 10, 0, 0, 20))).containsExactly("refused");
        assertThat(VisitVerdict.of(course(0, 10, 0, 0, 0))).containsExactly("no_decision");
        assertThat(VisitVerdict.of(course(0, 10, 15, 0, 0))).containsExactly("no_decision");
        assertThat(VisitVerdict.of(course(0, 10, 25, 20, 0))).containsExactly("authorised");
    }

    @Test
    void nobodyIsLetInWhoseLegWasLostBefore() {
        assertThat(VisitVerdict.of(course(15, 10, 0, 20, 0))).containsExactly("visitor_left");
        assertThat(VisitVerdict.of(course(25, 10, 0, 20, 0))).containsExactly("authorised");
        assertThat(VisitVerdict.of(course(20, 10, 0, 20, 0)))
                .as("nobody knows which came first")
                .containsExactlyInAnyOrder("visitor_left", "authorised");
        assertThat(VisitVerdict.of(course(15, 10, 0, 0, 0))).containsExactlyInAnyOrder("visitor_left", "no_decision");
    }

    @Test
    void aPhoneThatNobodyPicksUpHasItsOwnOutcome() {
        assertThat(VisitVerdict.of(new Course(0, "busy", 9 * SECOND, 0, false, 0, 0, 0)))
                .containsExactly("busy");
        assertThat(VisitVerdict.of(new Course(20 * SECOND, "busy", 9 * SECOND, 0, false, 0, 0, 0)))
                .containsExactly("busy");
        assertThat(VisitVerdict.of(new Course(5 * SECOND, "", 4 * SECOND, 0, false, 0, 0, 0)))
                .as("it would have been rung again")
                .containsExactly("visitor_left");
    }

    @Test
    void whatIsWrongInAnyCaseHasNoOutcome() {
        assertThat(VisitVerdict.of(new Course(0, "", 0, 0, false, 0, 0, 0)))
                .as("nobody was rung, and the visitor sent away")
                .isEqualTo(NOTHING);
        assertThat(VisitVerdict.of(new Course(0, "", 0, 9 * SECOND, true, 0, 0, 0)))
                .as("the resident was turned away")
                .isEqualTo(NOTHING);
    }

    @Test
    void aLegThatIsBrokenOffAtOnceMayHaveBeenNone() {
        assertThat(VisitVerdict.of(new Course(SECOND / 2, "", 0, 0, false, 0, 0, 0)))
                .containsExactlyInAnyOrder("visitor_left", "absent");
    }

    private static Course course(int lost, int resident, int left, int yes, int no) {
        return new Course(lost * SECOND, "", 0, resident * SECOND, false, left * SECOND, yes * SECOND, no * SECOND);
    }

    // ---- calls -------------------------------------------------------------------------------------------------

    @Test
    void aCallPressesKeysAndGoesInBothWays() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        UUID id = UUID.randomUUID();
        try (PhoneServer server = new PhoneServer((in, out) -> {
                    try {
                        told.add(Arrays.equals(PhoneServer.frame(in), Wire.uuid(id)) ? "uuid" : "another uuid");
                        while (true) {
                            byte[] frame = PhoneServer.frame(in);
                            if (frame[0] == Wire.DTMF) {
                                told.add("key " + (char) frame[Wire.HEADER]);
                            }
                        }
                    } catch (EOFException e) {
                        told.add("end");
                    } catch (IOException e) {
                        told.add("reset");
                    }
                });
                LoadLoop loop = new LoadLoop(0, 1, FrameSet.silence(), FrameSet.silence(), -60, () -> {
                    throw new IllegalStateException();
                })) {
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            for (boolean reset : new boolean[] {false, true}) {
                LoadCall call = loop.place(new LoadCall.Placement(target, id, null));
                call.press('7');
                loop.runUntil(() -> told.contains("key 7"));
                call.leave(reset);
                assertThat(call.state()).isEqualTo(LoadCall.State.LEFT);
                loop.runUntil(() -> told.size() == 3);
                assertThat(told).containsExactly("uuid", "key 7", reset ? "reset" : "end");
                told.clear();
            }
        }
    }

    // ---- the manager interface ---------------------------------------------------------------------------------

    @Test
    void aPhoneIsRungAnsweredAndHungUpByTheManagerInterface() throws Exception {
        try (ManagerServer manager = new ManagerServer(0, "secret")) {
            manager.start();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), manager.port())) {
                socket.setSoTimeout(10_000);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(in.readLine()).startsWith("Asterisk Call Manager/");
                ask(socket, "Action: Login", "ActionID: 1", "Key: wrong");
                assertThat(message(in)).contains("Response: Error");
                ask(socket, "Action: Originate", "ActionID: 2", "ChannelId: c1", "Channel: PJSIP/1", "Timeout: 5000");
                assertThat(message(in)).contains("Response: Success", "ActionID: 2");
                assertThat(manager.channels()).isEqualTo(1);

                LoadPhone phone = new LoadPhone(manager, "c1", new VisitPlan.Ring(Fate.ANSWERS, 500), 5 * SECOND, 0);
                assertThat(phone.tick(SECOND / 5)).isFalse();
                assertThat(message(in)).contains("Event: Newstate", "ChannelState: 5", "Uniqueid: c1");
                assertThat(phone.tick(SECOND)).isTrue();
                message(in);
                assertThat(message(in)).contains("Event: OriginateResponse", "Response: Success", "ActionID: c1");
                phone.hangup();
                assertThat(message(in)).contains("Event: Hangup", "Uniqueid: c1");
                assertThat(manager.channels()).isZero();

                ask(socket, "Action: Hangup", "ActionID: 3", "Channel: c1");
                assertThat(message(in)).contains("Response: Error", "Message: No such channel");
            }
        }
    }

    private static void ask(Socket socket, String... lines) throws IOException {
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    // ---- the command -------------------------------------------------------------------------------------------

    @Test
    void visitsThatNobodyTakesInAreToldAsWrong() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PhoneServer closed = PhoneServer.echo();
        String port = Integer.toString(closed.port());
        closed.close();
        int code = VisitsMain.run(
                new String[] {"--visits", "3", "--port", port, "--return-port", port, "--ramp", "1000"},
                new ByteArrayInputStream("\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
        assertThat(code).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).matches("ready \\d+");
        assertThat(lines).endsWith("end");
        assertThat(lines.stream().filter(l -> l.startsWith("visit\t")))
                .hasSize(3)
                .allMatch(l -> l.contains("\t-\t-\tover\tvisitor broken"));
    }
}
