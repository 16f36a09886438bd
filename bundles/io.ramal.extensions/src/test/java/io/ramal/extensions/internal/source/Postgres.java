package io.ramal.extensions.internal.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with the shipped table, trigger and role. It can be stopped and started again. */
final class Postgres implements AutoCloseable {
    static final String PASSWORD = "of-this-test";
    private static final Path SQL = Path.of("../../config/postgresql");

    private final Path folder;
    private EmbeddedPostgres server;
    private int port;

    /** Starts one that keeps its data in {@code folder}. */
    Postgres(Path folder) throws IOException {
        this.folder = folder;
        this.server = start();
        this.port = server.getPort();
    }

    int port() {
        return port;
    }

    /** Forgets everything and runs the shipped scripts. */
    void prepare() throws SQLException, IOException {
        run("DROP TABLE IF EXISTS public.extension_ia CASCADE");
        for (String script : new String[] {"extension_ia.sql", "notify.sql", "role.sql"}) {
            run(Files.readString(SQL.resolve(script)));
        }
        run("ALTER ROLE ramal PASSWORD '" + PASSWORD + "'");
    }

    /** Runs statements as the owner. */
    void run(String statements) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    Connection owner() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    void insert(int from, int to) throws SQLException {
        run("INSERT INTO extension_ia (extension_ia_number, extension_ia_return, extension_ia_ip,"
                + " extension_ia_number_port, condominium_id, extension_ia_return_port)"
                + " SELECT 1000 + n, 5000 + n, '0.0.0.0', 20000 + n, 10, NULL FROM generate_series(" + from + ", " + to
                + ") AS n");
    }

    /** Each in a transaction of its own. */
    void insertOneByOne(int from, int to) throws SQLException {
        try (Connection connection = owner();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO extension_ia (extension_ia_number, extension_ia_return, extension_ia_ip,"
                                + " extension_ia_number_port, condominium_id) VALUES (?, ?, '0.0.0.0', ?, 10)")) {
            for (int n = from; n <= to; n++) {
                insert.setString(1, String.valueOf(1000 + n));
                insert.setString(2, String.valueOf(5000 + n));
                insert.setString(3, String.valueOf(20_000 + n));
                insert.executeUpdate();
            }
        }
    }

    void stop() throws IOException {
        server.close();
    }

    void restart() throws IOException {
        server = start();
    }

    /** As Pax JDBC makes it for queries. */
    HikariDataSource pool() {
        return pool(port, "postgres", PASSWORD, 3000);
    }

    static HikariDataSource pool(int port, String database, String password, long patience) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(single(port, database, password));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(patience);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** As Pax JDBC makes it for listening. */
    DataSource single() {
        return single(port, "postgres", PASSWORD);
    }

    static PGSimpleDataSource single(int port, String database, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("ramal");
        source.setPassword(password);
        source.setConnectTimeout(2);
        source.setSocketTimeout(5);
        return source;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private EmbeddedPostgres start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "off")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setDataDirectoryCustomizer(Postgres::askForPasswords);
        if (port != 0) {
            builder.setPort(port);
        }
        return builder.start();
    }

    private static void askForPasswords(File data) {
        try {
            Path rules = data.toPath().resolve("pg_hba.conf");
            Files.writeString(rules, "host all ramal all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
