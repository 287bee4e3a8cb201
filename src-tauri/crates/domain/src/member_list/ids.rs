//! The ids of what one import creates.

use uuid::Uuid;

/// The part of a UUID of version 7 that is drawn at random, after the variant.
const DRAWN: u128 = (1 << 62) - 1;

/// Counts ids up from that of an import.
///
/// A command that carries the sheet and this one id then says all that it creates, and does the
/// same whenever it is played again. The ids sort in the order in which they are given, as those of
/// version 7 should.
pub fn ids_from(import: Uuid) -> impl FnMut() -> Uuid {
    let mut drawn = import.as_u128() & DRAWN;
    move || {
        drawn = (drawn + 1) & DRAWN;
        Uuid::from_u128(import.as_u128() & !DRAWN | drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_an_import_are_in_order_and_its_own() {
        let import: Uuid = "01932c07-0000-7000-bfff-fffffffffffd".parse().unwrap();
        let mut next = ids_from(import);
        let given = [next(), next(), next()].map(|it| it.to_string());
        assert_eq!(
            given,
            [
                "01932c07-0000-7000-bfff-fffffffffffe",
                "01932c07-0000-7000-bfff-ffffffffffff",
                // All that was drawn is used up: it goes round, and remains of version 7.
                "01932c07-0000-7000-8000-000000000000",
            ]
        );
        assert_eq!(ids_from(import)().to_string(), given[0]);
    }
}
