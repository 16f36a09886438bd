package io.ramal.extensions.internal.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code extension_ia} as it is. Blocks; stateless. */
final class TableReader {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);

    /** As text: the padding of CHAR(50), most of what such a row weighs, is left where it is. */
    private static final String QUERY = "SELECT extension_ia_id, extension_ia_number::text, extension_ia_return::text,"
            + " extension_ia_ip::text, extension_ia_number_port::text, extension_ia_return_port::text, condominium_id"
            + " FROM public.extension_ia ORDER BY extension_ia_id";

    private TableReader() {}

    /**
     * Every row, in the order of the ids.
     *
     * @param limit how long the server may take, and how long the network may be silent
     */
    static List<Row> read(DataSource source, Duration limit) throws SQLException {
        try (Connection connection = source.getConnection()) {
            // ends the wait for a server that is gone without a word; the driver needs no executor for it
            connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout((int) Math.max(1, limit.toSeconds() - 2));
                try (ResultSet rows = statement.executeQuery(QUERY)) {
                    return rows(rows);
                }
            }
        }
    }

    private static List<Row> rows(ResultSet rows) throws SQLException {
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
            int id;
            try {
                id = rows.getInt(1);
            } catch (SQLException e) {
                LOG.error("a row of extension_ia is left out, its id cannot be read: {}", e.getMessage());
                continue;
            }
            read.add(new Row(
                    id,
                    text(rows, 2),
                    text(rows, 3),
                    text(rows, 4),
                    text(rows, 5),
                    returnPort(rows, 6),
                    condominium(rows, 7)));
        }
        return read;
    }

    /** A text without its padding, empty when there is none or it cannot be read: the row is then seen to be faulty. */
    private static String text(ResultSet rows, int column) {
        try {
            String text = rows.getString(column);
            return text == null ? "" : text.strip();
        } catch (SQLException e) {
            LOG.debug("column {} of extension_ia: {}", column, e.getMessage());
            return "";
        }
    }

    private static @Nullable String returnPort(ResultSet rows, int column) {
        try {
            String text = rows.getString(column);
            return text == null || text.isBlank() ? null : text.strip();
        } catch (SQLException e) {
            LOG.debug("column {} of extension_ia: {}", column, e.getMessage());
            return "?";
        }
    }

    private static @Nullable Integer condominium(ResultSet rows, int column) {
        try {
            int id = rows.getInt(column);
            return rows.wasNull() ? null : id;
        } catch (SQLException e) {
            LOG.debug("column {} of extension_ia: {}", column, e.getMessage());
            return null;
        }
    }
}
