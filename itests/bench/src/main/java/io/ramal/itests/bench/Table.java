package io.ramal.itests.bench;

import io.ramal.itests.blackbox.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The table of extensions, filled and changed as an operator's program would. */
final class Table {
    /** Rows inserted, deleted, given another port, given another condominium by each {@link #change()}. */
    static final int INSERTED = 3;

    static final int DELETED = 3;
    static final int MOVED = 2;
    static final int REASSIGNED = 2;
    static final int CHANGES = INSERTED + DELETED + MOVED + REASSIGNED;

    private static final String INSERT = "INSERT INTO extension_ia (extension_ia_number, extension_ia_return,"
            + " extension_ia_ip, extension_ia_number_port, condominium_id, extension_ia_return_port)"
            + " VALUES (?, ?, '127.0.0.1', ?, ?, ?) RETURNING extension_ia_id";

    private final Postgres postgres;
    private final Ports ports;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private int serial;

    /** A row; {@code returnPort} is null for none. */
    record Pair(int id, String number, int port, Integer returnPort) {}

    /** What a change has brought: the pair that is opened last. */
    record Change(long committed, Pair newest) {}

    Table(Postgres postgres, Ports ports) {
        this.postgres = postgres;
        this.ports = ports;
    }

    /** Replaces what the table holds; the first {@code withReturn} rows have a return port. */
    void fill(int rows, int withReturn) throws SQLException {
        try (Connection c = connect()) {
            try (Statement s = c.createStatement()) {
                s.execute("TRUNCATE extension_ia");
            }
            pairs.clear();
            for (int i = 0; i < rows; i++) {
                pairs.add(insert(c, i < withReturn));
            }
            c.commit();
        }
    }

    /** Every port that shall be open, in the order of the rows. */
    List<Integer> allPorts() {
        List<Integer> all = new ArrayList<>();
        for (Pair pair : pairs) {
            all.add(pair.port());
            if (pair.returnPort() != null) {
                all.add(pair.returnPort());
            }
        }
        return all;
    }

    /** The last row, which is opened last. */
    Pair last() {
        return pairs.getLast();
    }

    /** The first row, which no change touches. */
    Pair first() {
        return pairs.getFirst();
    }

    /** Ten changes in one transaction; the table keeps its size. */
    Change change() throws SQLException {
        try (Connection c = connect()) {
            List<Integer> left = new ArrayList<>();
            Pair kept = pairs.removeFirst();
            for (int i = 0; i < DELETED; i++) {
                Pair gone = pairs.removeFirst();
                run(c, "DELETE FROM extension_ia WHERE extension_ia_id = " + gone.id());
                left.add(gone.port());
                if (gone.returnPort() != null) {
                    left.add(gone.returnPort());
                }
            }
            for (int i = 0; i < MOVED; i++) {
                Pair old = pairs.removeFirst();
                Pair moved = new Pair(old.id(), old.number(), ports.take(), old.returnPort());
                run(
                        c,
                        "UPDATE extension_ia SET extension_ia_number_port = '" + moved.port()
                                + "' WHERE extension_ia_id = " + moved.id());
                left.add(old.port());
                pairs.add(moved);
            }
            for (int i = 0; i < REASSIGNED; i++) {
                Pair pair = pairs.removeFirst();
                run(
                        c,
                        "UPDATE extension_ia SET condominium_id = condominium_id + 1 WHERE extension_ia_id = "
                                + pair.id());
                pairs.add(pair);
            }
            for (int i = 0; i < INSERTED; i++) {
                pairs.add(insert(c, false));
            }
            c.commit();
            pairs.addFirst(kept);
            left.forEach(ports::giveBack);
            return new Change(System.nanoTime(), pairs.getLast());
        }
    }

    /** Nobody is told of changes. */
    void withoutTrigger() throws SQLException {
        postgres.execute("DROP TRIGGER IF EXISTS notify_extension_ia ON extension_ia");
    }

    /** Changes are told. */
    void withTrigger() throws IOException, SQLException {
        postgres.execute(Files.readString(Path.of(System.getProperty("ramal.sql"), "notify.sql")));
    }

    private Pair insert(Connection c, boolean withReturn) throws SQLException {
        String number = String.format("1%05d", ++serial);
        int port = ports.take();
        Integer returnPort = withReturn ? Integer.valueOf(ports.take()) : null;
        try (PreparedStatement s = c.prepareStatement(INSERT)) {
            s.setString(1, number);
            s.setString(2, String.format("2%05d", serial));
            s.setString(3, Integer.toString(port));
            s.setInt(4, serial / 10);
            s.setString(5, returnPort == null ? null : returnPort.toString());
            try (ResultSet id = s.executeQuery()) {
                id.next();
                return new Pair(id.getInt(1), number, port, returnPort);
            }
        }
    }

    private Connection connect() throws SQLException {
        Connection c = DriverManager.getConnection(postgres.url());
        c.setAutoCommit(false);
        return c;
    }

    private static void run(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
