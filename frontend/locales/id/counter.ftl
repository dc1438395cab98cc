# Konter gerai: catat terjual, hitung rak, barang rusak atau hilang, pengembalian.
back-sell = Kembali ke catat terjual
back-sold = Kembali ke penjualan hari itu

sell-title = Catat terjual
sell-lede = Isi jumlah yang terjual, lalu simpan sekali.
sell-find = Cari barang atau usaha
sell-find-button = Cari
sell-to-day = Penjualan hari ini
sell-to-list = Catat lewat daftar
sell-empty = Rak masih kosong
sell-empty-text = Terima barang dulu, lalu catat penjualannya di sini.
sell-none-found = Tidak ada barang dengan nama itu.
sell-more = Masih ada barang lain. Cari dengan namanya.
sell-save = Simpan
sell-again = Catat terjual
stepper-less = Kurangi { $goods }
stepper-more = Tambah { $goods }
shelf-left = Sisa { $number } buah
shelf-none = Habis
sale-day = Hari terjual
sale-day-hint = Paling lama 7 hari lalu.
sale-today = Hari ini
sale-yesterday = Kemarin, { $day }

drafts-title = Belum terkirim
drafts-text = Catatan ini tersimpan di HP ini saja. Kirim saat ada sinyal.
drafts-sum = buah
drafts-send = Kirim
drafts-drop = Buang
drafts-sending = Sedang dikirim.
drafts-no-signal = Belum terkirim. Coba lagi saat ada sinyal, atau masuk lagi lalu buka halaman ini.

scan-title = Catat terjual
scan-pieces = Jumlah terjual
scan-empty = Barang dengan label ini sudah habis di rak.
scan-expired = Barang dengan label ini sudah lewat kedaluwarsa dan tidak boleh dijual. Tarik dari rak.
scan-others = Barang dengan label ini sudah habis. Ada { $number } buah yang sama dari kiriman lain; itu yang dicatat.
scan-expired-others = Barang dengan label ini sudah lewat kedaluwarsa. Ada { $number } buah yang sama dari kiriman lain; itu yang dicatat.
scan-pull = Tarik dari rak

sale-title = Penjualan
sale-recorded = Penjualan sudah dicatat.
sale-voided = Penjualan sudah dibatalkan. Barangnya kembali ke rak.
sale-line = { $pieces } × { $price }
sale-line-void = Dibatalkan
sale-line-voided = { $line } (dibatalkan)
sale-sum = { $pieces }, { $sum }
void-fold = Batalkan
void-text = Barang kembali ke rak dan uangnya dihitung ulang. Kalau jumlahnya salah, batalkan lalu catat lagi.
void-why = Mengapa dibatalkan?
void-pieces = Jumlahnya salah
void-goods = Barangnya salah
void-returned = Pembeli mengembalikan barang
void-other = Lainnya
void-words = Alasan lain
void = Batalkan penjualan
void-all = Batalkan semua
void-line = Batalkan { $goods }
sold-title = Penjualan
sold-none = Belum ada penjualan yang dicatat hari itu.

fault-sale-unknown = Salah satu barang tidak ada di gerai ini. Buka halaman ini lagi
fault-sale-numbers = Tulis jumlah dengan angka, contoh: 2
fault-sale-day = Pilih hari ini atau paling lama 7 hari lalu
fault-say-why = Tulis singkat alasannya
sale-only-left = Di rak tinggal { $number } buah. Periksa lagi jumlahnya
sale-none-left = Barang ini sudah habis di rak. Hapus jumlahnya

tile-sell = Catat terjual
tile-sell-text = Satu daftar untuk semua barang di rak.
tile-sold = Penjualan
tile-sold-text = Yang sudah dicatat, dan membatalkannya.
