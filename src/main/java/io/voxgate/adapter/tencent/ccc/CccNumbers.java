package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Channel;
import java.util.List;
import java.util.stream.Stream;

/**
 * Phone numbers in the spellings that CCC's answers use: {@code +86…}, {@code 0086…}, {@code 86…}, and without the
 * country.
 */
final class CccNumbers {
    private static final int SHORTEST = 5;

    private CccNumbers() {}

    /** The spellings by which call records are asked for. */
    static List<String> spellings(String e164) {
        String digits = e164.substring(1);
        Stream<String> all = Stream.of("00" + digits, e164, digits);
        return (digits.startsWith("86")
                        ? Stream.concat(all, Stream.of(digits.substring(2), "0" + digits.substring(2)))
                        : all)
                .toList();
    }

    /**
     * Whether a spelling of the vendor's means this number: its digits, without leading zeros, are the number's or its
     * end.
     */
    static boolean same(String e164, String spelled) {
        String digits = spelled.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        return digits.length() >= SHORTEST
                && e164.substring(1).endsWith(digits)
                && e164.length() - 1 - digits.length() <= 3;
    }

    /** Whether a call of the vendor's is from and to the channel's numbers. */
    static boolean matches(Channel.Phone phone, JsonNode call) {
        List<String> from = phone.from();
        boolean callee = Stream.of("Callee", "OutBoundCallee")
                .anyMatch(name -> same(phone.to(), call.path(name).asText()));
        return callee
                && (from == null
                        || from.stream()
                                .anyMatch(own -> Stream.of("Caller", "OutBoundCaller")
                                        .anyMatch(name ->
                                                same(own, call.path(name).asText()))));
    }
}
