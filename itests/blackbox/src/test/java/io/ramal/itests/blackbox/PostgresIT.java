package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The scripts of config/postgresql on a real PostgreSQL, and what the other tests do to it. */
class PostgresIT {
    private static Postgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = new Postgres(Path.of(System.getProperty("ramal.unpack"), "postgres-scripts"));
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @Test
    void theRoleOfTheServerReadsAndHearsOfChangesAndDoesNothingElse() throws Exception {
        try (Connection c = asServer(postgres.password);
                Statement s = c.createStatement()) {
            s.execute("LISTEN change_record_extension_ia");
            int id = postgres.insert("1001", "1002", "0.0.0.0", 8080, 10, null);
            PGNotification[] told = c.unwrap(PGConnection.class).getNotifications(5000);
            assertThat(told).hasSize(1);
            assertThat(told[0].getParameter()).contains("\"INSERT\"", "\"extension_ia_id\":" + id);
            assertThat(s.executeQuery("SELECT * FROM extension_ia").next()).isTrue();
            s.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
            assertThatThrownBy(() -> s.execute("DELETE FROM extension_ia"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            postgres.delete(id);
        }
        assertThatThrownBy(() -> asServer("another")).hasMessageContaining("password authentication failed");
    }

    @Test
    void itComesBackOnItsPortWithItsDataAfterAKill() throws Exception {
        int id = postgres.insert("2001", "2002", "0.0.0.0", 8090, 10, 8091);
        postgres.kill();
        assertThat(postgres.listens()).isFalse();
        postgres.start();
        try (Connection c = asServer(postgres.password);
                Statement s = c.createStatement()) {
            assertThat(s.executeQuery("SELECT 1 FROM extension_ia WHERE extension_ia_id = " + id)
                            .next())
                    .isTrue();
        }
        postgres.delete(id);
    }

    @Test
    void pausedItAnswersNobodyUntilItGoesOn() throws Exception {
        postgres.pause();
        assertThat(postgres.listens()).isTrue();
        assertThatThrownBy(() -> asServer(postgres.password)).isInstanceOf(SQLException.class);
        postgres.resume();
        asServer(postgres.password).close();
    }

    private static Connection asServer(String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Postgres.ROLE);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "2");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port + "/"
                        + postgres.variables().get("DB_NAME"),
                properties);
    }
}
