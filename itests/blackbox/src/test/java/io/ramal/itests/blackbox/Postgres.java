package io.ramal.itests.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL with the table, the trigger and the role of config/postgresql. Its data is below target/; the port
 * stays the same whatever is done to it. The operator is {@code postgres} and needs no password, the server's role
 * {@value #ROLE} does.
 */
public final class Postgres implements AutoCloseable {
    public static final String ROLE = "ramal";

    private static final String DATABASE = "ramal";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final int port = Server.lastingPort();
    public final String password = UUID.randomUUID().toString();
    private final Path folder;
    private EmbeddedPostgres running;

    /**
     * Makes a database and starts it.
     *
     * @param folder a folder below target/ of its own; what is in it is lost
     */
    public Postgres(Path folder) throws IOException, SQLException {
        this.folder = folder.toAbsolutePath();
        delete(this.folder);
        Files.createDirectories(this.folder);
        start();
        try (Connection c = connect("postgres")) {
            execute(c, "CREATE DATABASE " + DATABASE);
        }
        Path scripts = Path.of(System.getProperty("ramal.sql"));
        try (Connection c = connect(DATABASE)) {
            for (String script : List.of("extension_ia.sql", "notify.sql", "role.sql")) {
                execute(c, Files.readString(scripts.resolve(script)));
            }
            execute(c, "ALTER ROLE " + ROLE + " PASSWORD '" + password + "'");
        }
    }

    /** What an operator writes into .env. */
    public Map<String, String> variables() {
        return Map.of(
                "DB_HOST", "127.0.0.1",
                "DB_PORT", Integer.toString(port),
                "DB_NAME", DATABASE,
                "DB_USER", ROLE,
                "DB_PASSWORD", password);
    }

    /** For the operator, without a password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?user=postgres";
    }

    /** Adds a row; its id. A null return port is NULL. */
    public int insert(String number, String returnNumber, String ip, Object port, int condominium, Object returnPort)
            throws SQLException {
        try (Connection c = connect(DATABASE);
                PreparedStatement s = c.prepareStatement(
                        "INSERT INTO extension_ia (extension_ia_number, extension_ia_return, extension_ia_ip,"
                                + " extension_ia_number_port, condominium_id, extension_ia_return_port)"
                                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING extension_ia_id")) {
            s.setString(1, number);
            s.setString(2, returnNumber);
            s.setString(3, ip);
            s.setString(4, port.toString());
            s.setInt(5, condominium);
            s.setString(6, returnPort == null ? null : returnPort.toString());
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    /** Changes one column, such as {@code extension_ia_number_port}. */
    public void update(int id, String column, Object value) throws SQLException {
        String literal = value instanceof Integer ? value.toString() : value == null ? "NULL" : "'" + value + "'";
        execute("UPDATE extension_ia SET " + column + " = " + literal + " WHERE extension_ia_id = " + id);
    }

    public void delete(int id) throws SQLException {
        execute("DELETE FROM extension_ia WHERE extension_ia_id = " + id);
    }

    public void execute(String sql) throws SQLException {
        try (Connection c = connect(DATABASE)) {
            execute(c, sql);
        }
    }

    /** Starts it on its port, also after a stop or a kill. */
    public void start() throws IOException {
        running = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        folder.resolveSibling("postgres-binaries").toFile())
                .setDataDirectoryCustomizer(Postgres::demandPasswords)
                .setServerConfig("fsync", "off")
                // what is committed is there after a kill
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "30")
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
    }

    /** In good order. */
    public void stop() throws IOException {
        running.close();
    }

    /** SIGKILL to all of it: connections break, the port refuses. */
    public void kill() throws IOException, InterruptedException {
        List<ProcessHandle> all = processes();
        signal("KILL", all);
        all.forEach(p -> p.onExit().join());
        // frees what guards the folder; there is nothing left to stop
        running.close();
    }

    /** SIGSTOP to all of it: connections stay and nobody answers, new ones are taken by the kernel alone. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP", processes());
    }

    /** Goes on after a pause. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT", processes());
    }

    /** Whether something takes connections on its port. */
    public boolean listens() {
        try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return s.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
    }

    private List<ProcessHandle> processes() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
        ProcessHandle main = ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL does not run"));
        List<ProcessHandle> all = new ArrayList<>(List.of(main));
        main.descendants().forEach(all::add);
        return all;
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(p -> command.add(Long.toString(p.pid())));
        // one that ended by itself in between makes kill complain, which is all right
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        return source.getConnection();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    private static void demandPasswords(File data) {
        try {
            Files.writeString(
                    data.toPath().resolve("pg_hba.conf"),
                    "host all " + ROLE + " 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path p : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }
}
