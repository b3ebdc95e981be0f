//! Hexadecimal digits without a loop: ids are written for every request.

/// The eight lower-case hexadecimal digits of a number.
pub fn hex_digits(number: u32) -> [u8; 8] {
    // One digit in each byte, spread by halves.
    let mut digits = u64::from(number);
    digits = (digits | digits << 16) & 0x0000_ffff_0000_ffff;
    digits = (digits | digits << 8) & 0x00ff_00ff_00ff_00ff;
    digits = (digits | digits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    // 1 in each byte whose digit is a letter: only those reach sixteen with six added.
    let letters = ((digits + 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101;
    const TO_LETTERS: u64 = (b'a' - b'0' - 10) as u64;
    (digits + 0x3030_3030_3030_3030 + letters * TO_LETTERS).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_formatter() {
        let patterns = (0..16u32).map(|digit| digit * 0x1111_1111);
        for number in patterns.chain([0x0123_4567, 0x89ab_cdef, 0xfedc_ba98, 1, 0x9a09_a90a]) {
            assert_eq!(hex_digits(number), format!("{number:08x}").as_bytes());
        }
    }
}
