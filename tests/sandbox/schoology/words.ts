/** Languages of the replica besides English; Schoology's own code knows `ar` and `th` as special (facts 2.1). */
export type Language = 'en' | 'es' | 'ar' | 'th';

/** The replica's English texts in the other languages: Spanish, Arabic, Thai. Our own wording, not Schoology's. */
const rows: [en: string, es: string, ar: string, th: string][] = [
  ['Materials', 'Materiales', 'المواد', 'เอกสารประกอบ'],
  ['Updates', 'Actualizaciones', 'التحديثات', 'อัปเดต'],
  ['Gradebook', 'Libro de calificaciones', 'سجل الدرجات', 'สมุดคะแนน'],
  ['Grade Setup', 'Configuración de notas', 'إعداد الدرجات', 'ตั้งค่าคะแนน'],
  ['Members', 'Miembros', 'الأعضاء', 'สมาชิก'],
  ['Course Options', 'Opciones del curso', 'خيارات المقرر', 'ตัวเลือกรายวิชา'],
  ['Courses', 'Cursos', 'المقررات', 'รายวิชา'],
  ['Log out', 'Cerrar sesión', 'تسجيل الخروج', 'ออกจากระบบ'],
  ['Recent Activity', 'Actividad reciente', 'النشاط الأخير', 'กิจกรรมล่าสุด'],
  ['Add Materials', 'Añadir materiales', 'إضافة مواد', 'เพิ่มเอกสาร'],
  ['Add', 'Añadir', 'إضافة', 'เพิ่ม'],
  ['Add Assignment', 'Añadir tarea', 'إضافة واجب', 'เพิ่มการบ้าน'],
  ['Add Test/Quiz', 'Añadir examen', 'إضافة اختبار', 'เพิ่มแบบทดสอบ'],
  ['Add Discussion', 'Añadir debate', 'إضافة نقاش', 'เพิ่มการอภิปราย'],
  ['Add External Tool', 'Añadir herramienta externa', 'إضافة أداة خارجية', 'เพิ่มเครื่องมือภายนอก'],
  ['Add Grade Column', 'Añadir columna', 'إضافة عمود درجات', 'เพิ่มคอลัมน์คะแนน'],
  ['Actions', 'Acciones', 'إجراءات', 'การดำเนินการ'],
  ['Edit', 'Editar', 'تعديل', 'แก้ไข'],
  ['Delete', 'Eliminar', 'حذف', 'ลบ'],
  ['Close', 'Cerrar', 'إغلاق', 'ปิด'],
  ['Create', 'Crear', 'إنشاء', 'สร้าง'],
  ['Save Changes', 'Guardar cambios', 'حفظ التغييرات', 'บันทึกการเปลี่ยนแปลง'],
  ['Cancel', 'Cancelar', 'إلغاء', 'ยกเลิก'],
  ['Edit Assignment', 'Editar tarea', 'تعديل الواجب', 'แก้ไขการบ้าน'],
  ['Create Assignment', 'Crear tarea', 'إنشاء واجب', 'สร้างการบ้าน'],
  ['Create Test/Quiz', 'Crear examen', 'إنشاء اختبار', 'สร้างแบบทดสอบ'],
  ['Create Discussion', 'Crear debate', 'إنشاء نقاش', 'สร้างการอภิปราย'],
  ['Bulk Edit', 'Edición en bloque', 'تعديل جماعي', 'แก้ไขหลายรายการ'],
  ['Title', 'Título', 'العنوان', 'ชื่อเรื่อง'],
  ['Description', 'Descripción', 'الوصف', 'คำอธิบาย'],
  ['Due date', 'Fecha de entrega', 'تاريخ التسليم', 'วันครบกำหนด'],
  ['Due', 'Entrega', 'التسليم', 'ครบกำหนด'],
  ['Time', 'Hora', 'الوقت', 'เวลา'],
  ['Max points', 'Puntos máximos', 'الحد الأقصى للنقاط', 'คะแนนเต็ม'],
  ['Points', 'Puntos', 'النقاط', 'คะแนน'],
  ['Category', 'Categoría', 'الفئة', 'หมวดหมู่'],
  ['New category', 'Categoría nueva', 'فئة جديدة', 'หมวดหมู่ใหม่'],
  ['Period', 'Período', 'الفترة', 'ช่วงเวลา'],
  ['Factor', 'Factor', 'المعامل', 'ตัวคูณ'],
  ['Scale', 'Escala', 'المقياس', 'มาตราส่วน'],
  ['Numeric', 'Numérica', 'رقمي', 'ตัวเลข'],
  ['Collected', 'Recogida', 'مستلَم', 'เก็บแล้ว'],
  [
    'Set as midterm/final',
    'Marcar como parcial o final',
    'اختبار نصفي أو نهائي',
    'ตั้งเป็นสอบกลางภาค/ปลายภาค',
  ],
  [
    'Automatically Publish Grades',
    'Publicar notas automáticamente',
    'نشر الدرجات تلقائيًا',
    'เผยแพร่คะแนนอัตโนมัติ',
  ],
  ['Enable Grading', 'Activar calificación', 'تفعيل التقييم', 'เปิดการให้คะแนน'],
  ['Syncing', 'Sincronización', 'المزامنة', 'การซิงค์'],
  ['Sync to SIS', 'Sincronizar con el SIS', 'المزامنة مع نظام الطلاب', 'ซิงค์ไปยัง SIS'],
  ['Copy to courses', 'Copiar a cursos', 'نسخ إلى مقررات', 'คัดลอกไปยังรายวิชา'],
  ['(Choose a category)', '(Elige una categoría)', '(اختر فئة)', '(เลือกหมวดหมู่)'],
  ['(Choose a course)', '(Elige un curso)', '(اختر مقررًا)', '(เลือกรายวิชา)'],
  ['(Ungraded)', '(Sin calificar)', '(بدون تقييم)', '(ไม่ให้คะแนน)'],
  ['(No grading period)', '(Sin período)', '(بلا فترة)', '(ไม่มีช่วงเวลา)'],
  [
    'Title field is required.',
    'El campo Título es obligatorio.',
    'حقل العنوان مطلوب.',
    'ต้องระบุชื่อเรื่อง',
  ],
  ['This field is required.', 'Este campo es obligatorio.', 'هذا الحقل مطلوب.', 'ต้องระบุช่องนี้'],
  ['Published', 'Publicado', 'منشور', 'เผยแพร่แล้ว'],
  ['Unpublished', 'Sin publicar', 'غير منشور', 'ยังไม่เผยแพร่'],
  [
    'Your changes have been saved.',
    'Se guardaron los cambios.',
    'تم حفظ تغييراتك.',
    'บันทึกการเปลี่ยนแปลงแล้ว',
  ],
  ['Student', 'Estudiante', 'الطالب', 'นักเรียน'],
  ['Log in', 'Iniciar sesión', 'تسجيل الدخول', 'เข้าสู่ระบบ'],
  ['No due date', 'Sin fecha de entrega', 'بلا تاريخ تسليم', 'ไม่มีวันครบกำหนด'],
];

const columns = { es: 1, ar: 2, th: 3 } as const;

/** Words of the pages themselves: between tags, and in the attributes that people read or hear. */
const shown = /(>|(?:value|title|on-title|off-title|aria-label)=")([^<>"]+)(?=<|")/g;

/** The same markup with the replica's own words in another language. What teachers typed stays as it is. */
export function translate(markup: string, language: Language): string {
  if (language === 'en') return markup;
  const column = columns[language];
  const words = new Map(rows.map((row) => [row[0], row[column]]));
  return markup.replace(shown, (whole, before: string, text: string) => {
    const [, start = '', word = '', end = ''] = /^(\s*)(.*?)(:?\s*)$/s.exec(text) ?? [];
    const translated = words.get(word);
    return translated === undefined ? whole : `${before}${start}${translated}${end}`;
  });
}
