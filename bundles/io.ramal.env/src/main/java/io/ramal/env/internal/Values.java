package io.ramal.env.internal;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The text of a variable as configurations want it; each throws {@link IllegalArgumentException} with the cure. */
final class Values {
    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}_]([\\p{Alnum}._-]*[\\p{Alnum}_.])?");
    private static final Pattern IPV6 =
            Pattern.compile("\\[?\\p{XDigit}*:\\p{XDigit}*:[\\p{XDigit}:.]*(%\\p{Alnum}+)?]?");

    private Values() {}

    static String port(String text) {
        return number(text, 1, 65_535, "give a port number from 1 to 65535");
    }

    static String refreshSeconds(String text) {
        return number(text, 10, 86_400, "give whole seconds from 10 to 86400");
    }

    static String ranking(String text) {
        return number(text, -1000, 1000, "give a whole number from -1000 to 1000; local engines have 0, Azure 100");
    }

    static String silence(String text) {
        try {
            BigDecimal millis = new BigDecimal(text.replace(',', '.')).movePointRight(3);
            if (millis.compareTo(BigDecimal.valueOf(300)) >= 0 && millis.compareTo(BigDecimal.valueOf(10_000)) <= 0) {
                return Integer.toString(millis.intValue());
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("give seconds from 0.3 to 10, for instance 1.5");
    }

    static String language(String text) {
        return switch (text) {
            case "pt", "pt-BR" -> "pt-BR";
            case "en", "en-US" -> "en-US";
            default -> throw new IllegalArgumentException("give pt-BR or en-US");
        };
    }

    static String yesNo(String text) {
        if ("true".equalsIgnoreCase(text) || "false".equalsIgnoreCase(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        throw new IllegalArgumentException("give true or false");
    }

    static String url(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException("give an address such as http://localhost:8000/messages");
    }

    /** The short name that keys of Azure are bound to. */
    static String azureRegion(String text) {
        if (text.matches("[a-z0-9]{2,40}")) {
            return text;
        }
        throw new IllegalArgumentException("give the short name of the region, such as brazilsouth");
    }

    /** A name or an address, an IPv6 address in brackets as the address of a database wants it. */
    static String databaseHost(String text) {
        if (HOST.matcher(text).matches()) {
            return text;
        }
        if (IPV6.matcher(text).matches()) {
            return text.startsWith("[") ? text : "[" + text + "]";
        }
        throw new IllegalArgumentException("give the name or the address of one machine, without port or path");
    }

    /** A name or an address of another machine, or of this one. */
    static String host(String text) {
        if (HOST.matcher(text).matches() || IPV6.matcher(text).matches()) {
            return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
        }
        throw new IllegalArgumentException("give the name or the address of one machine, without port or path");
    }

    /** Addresses to bind, as Pax Web wants them: separated by commas. */
    static String listenAddresses(String text) {
        String[] addresses = text.split("\\s*,\\s*", -1);
        for (String address : addresses) {
            if (!HOST.matcher(address).matches() && !IPV6.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "give an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all; commas between several");
            }
        }
        return String.join(",", addresses);
    }

    /** How a connection to PostgreSQL is encrypted and whom it trusts. */
    static String sslMode(String text) {
        String mode = text.toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "disable", "allow", "prefer", "require", "verify-ca", "verify-full" -> mode;
            default ->
                throw new IllegalArgumentException("give disable, allow, prefer, require, verify-ca or verify-full");
        };
    }

    static String readableFile(String text) {
        try {
            Path path = Path.of(text).toAbsolutePath().normalize();
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path.toString();
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException("give the path of a file that this server may read");
    }

    /** Any text but the forms that Pax JDBC takes for a reference to something else. */
    static UnaryOperator<String> databaseText() {
        return text -> {
            if (text.endsWith(")") && (text.startsWith("ENC(") || text.startsWith("FILE("))) {
                throw new IllegalArgumentException("ENC(…) and FILE(…) have another meaning here; choose another one");
            }
            return text;
        };
    }

    private static String number(String text, int lowest, int highest, String cure) {
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return Integer.toString(number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(cure);
    }
}
