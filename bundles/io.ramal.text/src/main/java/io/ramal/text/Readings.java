package io.ramal.text;

import java.util.ArrayList;
import java.util.List;

/** All homes that the figures of a number may mean, the likeliest first. */
final class Readings {
    /** A storey of two figures and a home of one. */
    private static final int STOREY = 2;

    private Readings() {}

    /** @param parts as in {@link Numbers.Match#parts()} */
    static List<Apartment> of(List<String> parts) {
        List<Apartment> homes = new ArrayList<>();
        homes.add(new Apartment(String.join("", parts), ""));
        if (isStoreyAndHome(parts)) {
            String first = parts.get(0);
            String second = parts.get(1);
            homes.add(new Apartment(first + "0" + second, ""));
            homes.add(new Apartment(first, second));
        }
        return homes;
    }

    /** "Doze três" is also what people make of 1203; "cinco um" is digit by digit, and "doze zero três" is clear. */
    private static boolean isStoreyAndHome(List<String> parts) {
        return parts.size() == 2
                && parts.get(0).length() == STOREY
                && parts.get(1).length() == 1
                && !parts.get(1).equals("0");
    }

    /** With a hyphen or a slash between: the shorter is the block, unless an engine has parted a number. */
    static List<Apartment> written(String first, String second) {
        if (first.length() == 2 && second.length() == 2) {
            return List.of(new Apartment(first + second, ""));
        }
        boolean blockFirst = first.length() < second.length();
        String block = blockFirst ? first : second;
        List<Apartment> homes = new ArrayList<>();
        if (block.length() <= Apartments.MAX_BLOCK_DIGITS) {
            homes.add(new Apartment(blockFirst ? second : first, Apartments.withoutZeros(block)));
        }
        if (first.length() <= 2 && second.length() <= 2) {
            for (Apartment home : of(List.of(first, second))) {
                if (!homes.contains(home)) {
                    homes.add(home);
                }
            }
        }
        return homes;
    }
}
