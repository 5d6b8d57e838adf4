//! How many characters a font says that it has, counted before they are listed.
//!
//! A font lists its characters in ranges (OpenType, table `cmap`). Whoever reads it writes each
//! character down, and a few bytes can name four thousand million of them.

/// Most fonts in one file.
pub(super) const MAX_FACES: u32 = 256;

/// Most characters that the tables of one font list together: each of Unicode's four times.
pub(super) const MAX_CHARACTERS: u64 = 4 * 0x11_0000;

/// How many fonts a file has.
///
/// # Errors
/// Says in a few words why it is not read.
pub(super) fn faces(data: &[u8]) -> Result<u32, String> {
    let Some(magic) = data.get(..4) else {
        return Err("it is too short".to_owned());
    };
    if magic != b"ttcf" {
        characters(data, 0)?;
        return Ok(1);
    }
    let count = long(data, 8).filter(|count| *count <= MAX_FACES);
    let count = count.ok_or_else(|| format!("it says that it has more than {MAX_FACES} fonts"))?;
    for face in 0..count as usize {
        let offset = long(data, 12 + 4 * face).ok_or("its list of fonts is cut off")?;
        characters(data, offset as usize)?;
    }
    Ok(count)
}

/// Checks how many characters the font at an offset lists.
fn characters(data: &[u8], offset: usize) -> Result<(), String> {
    let tables = usize::from(short(data, offset.saturating_add(4)).unwrap_or_default());
    let mut sum = 0u64;
    for table in 0..tables {
        let record = offset.saturating_add(12 + 16 * table);
        if data.get(record..record.saturating_add(4)) != Some(b"cmap") {
            continue;
        }
        let start = long(data, record.saturating_add(8)).unwrap_or_default() as usize;
        let cmap = data.get(start..).unwrap_or_default();
        let records = usize::from(short(cmap, 2).unwrap_or_default());
        for record in 0..records {
            let Some(at) = long(cmap, 8 + 8 * record) else {
                break;
            };
            let subtable = cmap.get(at as usize..).unwrap_or_default();
            sum = sum.saturating_add(listed(subtable));
            if sum > MAX_CHARACTERS {
                return Err("it lists more characters than there are".to_owned());
            }
        }
    }
    Ok(())
}

/// How many characters a subtable lists.
fn listed(subtable: &[u8]) -> u64 {
    let mut sum = 0u64;
    match short(subtable, 0) {
        Some(2) => {
            // By the first byte of a character, where the ranges of the second are.
            for first in 0..256 {
                let key = usize::from(short(subtable, 6 + 2 * first).unwrap_or_default());
                let entries = short(subtable, 518 + key + 2).unwrap_or_default();
                sum += u64::from(entries);
            }
        }
        Some(4) => {
            let double = usize::from(short(subtable, 6).unwrap_or_default());
            for segment in 0..double / 2 {
                let end = short(subtable, 14 + 2 * segment);
                let start = short(subtable, 16 + double + 2 * segment);
                let (Some(start), Some(end)) = (start, end) else {
                    break;
                };
                sum += u64::from(end.saturating_sub(start)) + 1;
            }
        }
        Some(12 | 13) => {
            let groups = subtable.get(16..).unwrap_or_default().chunks_exact(12);
            let count = long(subtable, 12).unwrap_or_default() as usize;
            for group in groups.take(count) {
                let (Some(start), Some(end)) = (long(group, 0), long(group, 4)) else {
                    break;
                };
                sum = sum.saturating_add(u64::from(end.saturating_sub(start)) + 1);
            }
        }
        // The others have a place in the file for each character.
        _ => {}
    }
    sum
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font of one table with one list of characters.
    fn font(subtable: &[u8]) -> Vec<u8> {
        let mut data = b"OTTO\0\x01\0\0\0\0\0\0cmap\0\0\0\0\0\0\0\x1c\0\0\0\0".to_vec();
        data.extend(b"\0\0\0\x01\0\x03\0\x0a\0\0\0\x0c");
        data.extend(subtable);
        data
    }

    fn groups(ranges: &[(u32, u32)]) -> Vec<u8> {
        let mut table = b"\0\x0c\0\0\0\0\0\0\0\0\0\0".to_vec();
        table.extend((ranges.len() as u32).to_be_bytes());
        for (start, end) in ranges {
            table.extend(start.to_be_bytes());
            table.extend(end.to_be_bytes());
            table.extend(1u32.to_be_bytes());
        }
        table
    }

    #[test]
    fn characters_are_counted_in_every_form() {
        assert_eq!(faces(&font(&groups(&[(0, 0x10_ffff)]))), Ok(1));
        assert!(faces(&font(&groups(&[(0, u32::MAX)]))).is_err());
        assert!(faces(&font(&groups(&[(0, 0x10_ffff); 5]))).is_err());
        let segments = |count: u16| {
            let mut table = b"\0\x04\0\0\0\0".to_vec();
            table.extend((2 * count).to_be_bytes());
            table.extend([0; 6]);
            table.extend([0xff, 0xfe].repeat(count.into()));
            table.extend([0; 2]);
            table.extend([0, 0].repeat(count.into()));
            table
        };
        assert_eq!(faces(&font(&segments(3))), Ok(1));
        assert!(faces(&font(&segments(100))).is_err());
        let mut bytes = b"\0\x02\0\0\0\0".to_vec();
        bytes.extend([0; 512]);
        bytes.extend(b"\0\0\xff\xff\0\0\0\0");
        assert!(faces(&font(&bytes)).is_err());
    }

    #[test]
    fn collections_have_as_many_fonts_as_they_say() {
        assert!(faces(b"ttcf").is_err());
        assert!(faces(b"ttcf\0\x01\0\0\xff\xff\xff\xff").is_err());
        assert!(faces(b"ttcf\0\x01\0\0\0\0\0\x02\0\0\0\0").is_err());
        assert_eq!(faces(b"ttcf\0\x01\0\0\0\0\0\x01\xff\xff\xff\xff"), Ok(1));
    }

    #[test]
    fn fonts_in_use_are_read() {
        for (name, data) in crate::render::typst::fonts::FILES {
            assert_eq!(faces(data), Ok(1), "{name}");
        }
    }
}
